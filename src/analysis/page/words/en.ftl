### Words of the reports, English. The keys are those of vi.ftl; Babel writes the numbers.

# --- numbers and units
turns = { $number } turns
comparator-ge = { $number } or more
comparator-gt = more than { $number }
comparator-le = at most { $number }
comparator-lt = less than { $number }
qualifier-over = more than { $number }
qualifier-nearly = nearly { $number }
qualifier-about = about { $number }
label-by-authority = { $label } ({ $authority })
authority-committees = by Party committees
authority-commissions = by inspection commissions
authority-own_committee = by its own committee only
authority-district_committees = by some district committees only
authority-grassroots_committees = by grassroots committees only
authority-all = by committees and commissions
authority-unsaid = source does not say by whom

# --- periods
period-FY = { $year }
period-H1 = first half of { $year }
period-9M = first nine months of { $year }
period-Q1 = first quarter of { $year }
period-Q2 = second quarter of { $year }
period-Q3 = third quarter of { $year }
period-Q4 = fourth quarter of { $year }
period-YTD = { $year }, to date
period-TERM = term { $start }–{ $year }
period-SPAN = period { $start }–{ $year }
period-TERM-open = periods ending in { $year }
inside-period = { $token ->
    [FY] { $period }
    [YTD] { $period }
   *[other] the { $period }
  }
scope-FY = full years
scope-H1 = first half-years
scope-9M = first nine months
scope-Q1 = first quarters
scope-Q2 = second quarters
scope-Q3 = third quarters
scope-Q4 = fourth quarters
scope-YTD = years to date
scope-TERM = terms, spans of years

# --- states of a figure
state-value = number of figures held
state-zero = source says none
state-not_collected = not collected
state-not_yet_due = not yet due
state-not_applicable = not applicable
state-withheld = withheld by the source
state-in_conflict = sources in conflict
state-derived = derived
state-target = target only
mark-value = n
mark-zero = 0
mark-not_collected = ?
mark-not_yet_due = …
mark-not_applicable = –
mark-withheld = ×
mark-in_conflict = ≠
mark-sum = *
mark-derived = ƒ
mark-target = T

# --- why there is no change on last year
why-target = a target: not compared
why-not_collected = earlier figure not collected
why-other_authority = earlier figure is by a different authority
why-other_basis = earlier figure has a different base
why-inexact = rounded: not compared
why-in_conflict = sources in conflict
why-spans_differ = a period of different length
why-dates_differ = taken at another time of year
why-day_unsaid = day of count not stated
why-authority_unsaid = the source does not say by whom
why-break = rules changed in between
certain-down = certainly down, rounded
certain-up = certainly up, rounded
why-small = below 10: shares not compared
# --- why there is no rank
why-no_peers = no figure collected from any other province
why-sizes_differ = depends on size: not ranked
why-few_peers = figures of fewer than { $fewest } provinces collected
change-points = { $number } points
change-earlier = { $number } ({ $year })
by-source = { $text }, according to the source
change-printed-down = { $number } fewer than in { $period }
change-printed-up = { $number } more than in { $period }
change-printed-of = { $number } of { $period }

# --- outcome against target
outcome-exceeded = exceeded
outcome-met = met
outcome-missed = missed
outcome-open = undecided
outcome-not_comparable = different base
outcome-not_collected = no result collected
outcome-not_yet_due = not yet due
outcome-not_applicable = not applicable

# --- head
kicker = { $period ->
    [FY] Yearly comparison report
   *[other] Comparison report
  } · { $body }
title-province = { $province }, { $period }
meta-release = Data release { $release }
meta-counts = { $figures ->
    [one] { $figures } figure
   *[other] { $figures } figures
  }, { $sources ->
    [one] { $sources } source
   *[other] { $sources } sources
  }
meta-part-year = Part of the year only
meta-checks = { $count ->
    [one] { $count } disagreement
   *[other] { $count } disagreements
  } in the figures
author = doichieu maintainers
imprint = Made with the software doichieu
recipients = To:
keyword-comparison = comparison report
section-glance = At a glance
section-indicators = All indicators
section-time = Over time
section-coverage = Coverage and sources
section-coverage-checks = Coverage, checks, sources

# --- fixed words of the page
skip_link = Skip to content
contents = Contents
page = Page
of = of
data_of_chart = Data of this chart
download_csv = Download the data (CSV)
sources = Sources
print = Print this report
source_mark = Source
note_mark = Note
back = Back to the reference
figure_no = Figure
sort = Sort by
scroll_hint = Wide table: scroll sideways to see the rest
take_chart = Save this chart
beside = Related reports
beside-language = Tiếng Việt
generated_from = Made from data release

# --- sentences
s-value = { $label }: { $value }{ $rest }.
s-stock = { $label }: { $value } ({ $day }){ $rest }.
s-share = { $label }: { $value } of { $of } { $what } ({ $percent }){ $rest }.
s-part = { $label }: { $value } of { $of } { $what }{ $rest }.
s-share-unknown = { $label }: { $value }; the source does not state the base{ $rest }.
s-of-plan = { $label }: { $value }, { $percent } of the plan{ $rest }.
s-plan-exceeded = { $label }: { $value }, more than the { $plan } planned ({ $percent } of the plan){ $rest }.
s-plan-met = { $label }: { $value }, exactly the { $plan } planned{ $rest }.
s-plan-missed = { $label }: { $value }, fewer than the { $plan } planned ({ $percent } of the plan){ $rest }.
s-target-exceeded = { $label }: { $value }, above the target of { $aim }{ $rest }.
s-target-met = { $label }: { $value }, the target of { $aim } met{ $rest }.
s-target-missed = { $label }: { $value }, the target of { $aim } missed{ $rest }.
s-aim = { $label }: the target is { $aim }; { $why ->
    [not_yet_due] the result is not yet due
    [not_applicable] the body will not exist by then
   *[other] no result has been collected
  }.
s-classes = { $label }: { $value }, of whom { $classes }{ $rest }.
s-classes-part = { $label }: { $value }; classes are published only for the { $of } { $what }, and do not add up to the total{ $rest }.
class-piece = { $name } { $count }
piece-place = { $place } of { $peers }
piece-place-median = { $place } of { $peers } (median { $median })
piece-change = { $direction ->
    [up] up
   *[down] down
  } { $size }{ $unit ->
    [points] { " " }percentage points
   *[plain] { "" }
  } on { $period } ({ $before })
piece-certain = certainly { $direction ->
    [up] up
   *[down] down
  } on { $period } ({ $before })
piece-highest = the highest since { $year }
piece-lowest = the lowest since { $year }
s-components = Among the components of { $label }, the highest-ranked are { $best }; the lowest-ranked are { $worst }.
component-piece = { $name } { $value } ({ $place } of { $peers })
s-run = { $label }: { $direction ->
    [up] up
   *[down] down
  } { $times } times in a row, from { $before } ({ $year }) to { $now }.
s-changes = Against { $period }: { $changes }.
change-piece = { $label } { $direction ->
    [up] up
   *[down] down
  } { $size } (from { $before } to { $now })
s-by-whom = { $label }: { $parts }.
s-printed-change = { $label }: the source counts { $number } { $direction ->
    [down] fewer
   *[up] more
  } than in { $period }.
s-zero = { $label }: the source says { $value }.
s-latest = { $label }: not collected for this period; the latest is that of { $year }: { $value }.
s-only-targets = For this period only targets have been collected ({ $targets ->
    [one] { $targets } figure
   *[other] { $targets } figures
  }); { $why ->
    [not_yet_due] results are not yet due
    [not_applicable] the body will not exist by then
   *[other] no result has been collected
  }.
elsewhere = Other reports for the same year:
elsewhere-piece = { $period }, { $body } ({ $figures ->
    [one] { $figures } figure
   *[other] { $figures } figures
  })
s-disagreements = { $count ->
    [one] { $count } disagreement among figures is named
   *[other] { $count } disagreements among figures are named
  } at the end of this report.
place-one = ranked { $low }
place-interval = ranked { $low }–{ $high }
merged = Includes { $others } from { $day }.
to-be-merged = Merged with { $others } on { $day }.
became-part = Part of { $unit } from { $day }.

# --- by the 34 provinces
sums-head = By the 34 provinces in place since { $day }: figures for merged provinces are sums over all their former provinces, { $where }; shares and scores are not summed.
sums-head-one = By the 34 provinces in place since { $day }: figures for { $place } are sums over { $parts } before the merger, { $where }; shares and scores are not summed.
sums-in-notes = set out in the footnotes
sums-in-file = set out in the report’s CSV file
sums-of = { $place } was formed from { $parts }.
sums-none = By the 34 provinces of today: no merger for { $places }; the figures are as printed.
sums-kinds = Of { $kinds ->
    [one] { $kinds } figure
   *[other] { $kinds } figures
  } that at least one former province has printed, { $sums } could be added up.
sums-places = Of { $merged } merged provinces, { $held ->
    [0] none has a sum here: not all of their former provinces have printed the same figure.
   *[other] { $held } { $held ->
        [one] has a sum
       *[other] have sums
      } here{ $without ->
        [0] .
       *[other] ; of the other { $without }, not all former provinces have printed the same figure.
      }
  }
note-sum = Sum of the figures of { $parts } before the merger: { $formula } (derived, not printed by a source).
note-sum-place = Sum of the figures of { $parts } before the merger (derived).
note-sum-base = Of those { $basis }: { $formula }.

# --- tiles
tile-plan = plan { $aim }{ $rest }
tile-sum = sum of { $count } former provinces
tile-target = target { $aim }{ $rest }
tile-no-change = On the previous period: { $why }

# --- table of all indicators
table-indicators = Figures of { $province }, { $body }, { $period }.
label-target = { $label } (target)
note-years = The line shows the years and breaks where figures are missing or may not be compared; the dot is this period.
note-years-middle = The dark line shows the years and breaks where figures are missing or may not be compared; the dot is this period. The grey band is the middle half of the provinces, the grey line their median.
note-strip = The dark dot is { $province }; light dots are others with a figure for the same period, counted alike. The numbers below are the ends of the scale.
note-strip-middle = The grey band is the middle half of the others, the tick their median.
note-strip-target = The orange tick is the target or plan.
note-counts = Counts also reflect the size of each province.
note-place = Ranks run from the highest down and need { $fewest } exact figures.
note-small-place = below 10, not placed on a scale
scale = scale { $low }–{ $high }
under-base = of { $base }
under-interval = 95% interval { $interval }
of-plan = { $percent } of plan
column-years = Over time
column-rank = Rank
rank-printed = rank { $place }
peers-alt-many = { $own } is at { $value }; { $peers } others have a figure, within { $values }
why-inexact-place = rounded
section-structure = Classes and plans
section-structure-classes = Classes
section-structure-plans = Against plans and targets
section-others = Ratings by others for the same period
others-caption = These figures are about another body ({ $body }), not this one ({ $own }); they are ratings by others, given for reference.
figure-classes = By class
figure-classes-caption = Share of each class; the base is given below each panel.
figure-classes-best = The top class is part of the better ones and is not added to them.
figure-plans = Results against plans and targets
figure-plans-line-caption = The dark line is the result as a percentage of each year’s plan or target, the orange line is 100%; labels show result/plan.
figure-plans-caption = Dark bars are results as a percentage of the plan or target, the orange tick is 100%; the numbers are counts.
figure-time-middle = The grey band is the middle half of the provinces with a figure counted alike, the grey line their median.
figure-time-axes = Each axis spans the figures of its own panel; those of shares and scores do not start at zero.
absent-title = { $count ->
    [one] { $count } headline figure
   *[other] { $count } headline figures
  } not available for this period
absent-domains = No figure for any year: { $domains }.
note-class-base = The share is of the { $of } { $basis }, not of all.
note-part = Classes are published only for the { $of } { $basis }; they do not add up to the total of { $total }.
note-dash-change = A dash under “Change on the previous period” means that the earlier figure was not collected.
note-dash-peers = A dash under “Compared with others” means that no figure for the same period, counted alike, was collected from elsewhere.
note-no-change = No earlier figure was collected for any indicator, so there is no column of changes.
note-no-peers = No figure for the same period, counted alike, was collected from elsewhere, so there is no column of comparison.
column-indicator = Indicator
column-count = Number
column-base = Of
column-percent = Percent
column-change = Change on the previous period
column-target = Target, plan
column-peers = Compared with others
column-year = Year
column-value = Value
column-state = State
column-province = Province
peers-alt = { $own } has { $value }; figures of others ({ $peers }): { $values }

# --- footnotes
note-fraction = { $count }/{ $of } is { $computed }; the source prints { $printed }. The report shows the computed share.
note-unknown-base = The source does not say what the share is of.
note-derived = On the same base as the { $printed }: { $formula } (derived, not printed by the source).
note-derived-of = Share of those { $basis }: { $formula } (derived, not printed by the source).
note-small = The source prints { $percent }; below 10 the report gives counts, not percentages.
note-medium = Medium confidence: the figure is rounded, or its place, period, authority or meaning is partly inferred from the article.
note-conflict = The sources do not agree: { $printed }.{ $reason } The data keep all printed figures.
note-preferred = Another source prints “{ $other }”; the report uses the figure of the source cited.{ $reason }
note-printed-change = The source states: { $text }.

# --- figures
rating-base = of { $of } { $unit }
rating-base-named = of those { $base }
rating-base-unknown = the source does not state the base
class-rest = the rest
class-not_stated = the rest, not stated
figure-time-caption = One panel per indicator; only points that may be compared are joined.
alt-bar = { $label }: { $value }
alt-list = { $title }. { $items }.
alt-point = { $year }: { $value }
trend-up = rising
trend-down = falling
trend-level = no clear trend
figure-time-breaks = Dashed lines stand where rules or boundaries changed, numbered as in the list “{ $title }” at the end of the report.
figure-time-merger = On { $day } merged with { $others } (no. { $numbers }).
figure-time-more = { $count ->
    [one] { $count } more indicator has figures for several years that are
   *[other] { $count } more indicators have figures for several years that are
  } not drawn here; they are in the table and the CSV file of each year’s report.
apart = not joined: { $reasons }
apart-not_collected = no figure for the years between
apart-inexact = rounded figures
apart-in_conflict = sources disagree
apart-dates_differ = taken on different days
apart-day_unsaid = day of count not stated
apart-authority_unsaid = source does not say by whom
apart-other_basis = different bases
apart-other_authority = different authorities

# --- coverage, sources
grid-caption = Figures held by year ({ $scope }): { $province }, { $body }.
grid-cell = { $domain }, { $year }: { $text }
grid-beyond = Figures for { $years } are held as well.
grid-figures = { $count ->
    [one] { $count } figure
   *[other] { $count } figures
  }
checks-title = Figures that do not agree
check-fraction = { $label }: { $count }/{ $of } is { $computed }, the source prints { $printed }.
check-split = { $label }: the forms add up to { $parts }, the total printed is { $total }.
check-split_of_part = { $label }: the forms add up to { $parts } (by Party committees) and are not those of the total of { $total }.
check-split_base = { $label }: the forms are given for { $parts } cases, while the same source prints { $total }.
check-authorities = { $label }: committees and commissions add up to { $parts }, the total printed is { $total }.
check-sources = { $label }: the source cited prints “{ $preferred }”, another “{ $other }”.{ $reason }
check-conflict = The sources do not agree: { $printed }.{ $reason }
check-conflict_authority = The number is the same, but the sources name different bodies: { $printed }.{ $reason }
check-printed_change = { $label }: the source prints a change of { $printed }, the figures give { $computed }.
check-ceiling = { $label }: { $count }/{ $of } is { $share }, more than the { $ceiling } that the rule allows.
check-printed_rank = { $label }: the source prints rank { $printed }, the scores give rank { $computed }.
check-ranked_of = { $label }: the place is one of { $printed }, others of that year are of { $usual }.
check-printed_tier = { $label }: the source prints { $tier }, but a place of a better class has a lower score ({ $score }).
check-two_bases = { $label }: one source prints { $stock } ({ $as_of ->
    [undated] without a date
   *[other] on { $as_of }
  }) and { $base } (as the base of rates of the period).
breaks-title = Changes in rules and boundaries to know when comparing
break-item = { $date }: { $title }. { $changed }
sources-title = Sources
source-untitled = title not recorded
source-unknown = publisher not recorded
rebuilt-titles = Titles in square brackets were rebuilt from the address of the page.
cite-title = How to cite
cite-data = doichieu data
cite-data-of = Figures of { $office }
cite-text = { $title }. { $data }, release { $release }. Each figure has an id of its own, by which its row, source and calculation can be looked up.
footnotes-title = Notes
download-label = All figures of this report (CSV)

# --- index of reports
index-title = Index of reports
index-kicker = Party-building figures
index-find = Find reports
index-search = Search by place, year or Party body (marks are not needed)
index-all = All
index-by-layout = Kind of report
index-by-region = Region
index-by-province = Place
index-by-year = Year
index-by-body = Party body
index-by-lang = Language
index-layout-province = One place
index-layout-comparison = Places compared
index-layout-places = Some places over the years
index-lang-vi = Vietnamese
index-lang-en = English
index-shown = { $shown } of { $total } reports
index-reset = Clear all filters
index-elsewhere = Elsewhere
index-places = Places
index-within = nearest figure within { $count } years
index-units-2025 = by the 34 provinces since 1 July 2025
index-period-H1 = first half of the year
index-period-9M = first nine months
index-period-Q1 = first quarter
index-period-Q2 = second quarter
index-period-Q3 = third quarter
index-period-Q4 = fourth quarter
index-period-YTD = year to date
index-period-TERM = terms
index-key = Each year is a report; the small number says how many figures it has. The sentence below is the first finding of the newest report; open it for the other years and the files.
index-key-empty = A year in a broken frame: no figures that can be compared.
index-each = Files and dates
index-facts = { $count ->
    [one] one figure
   *[other] { $count } figures
  } · data release { $release } · made on { $day }
index-compares-nothing = No figure here can be compared with another.
index-older = Older than the data as they are now ({ $release }): { $years }
index-older-all = All older than the data as they are now ({ $release })
index-map = Provinces by where they lie: choose one to see its reports
index-own = by a notebook of one's own, { $name }
index-no-match = No report matches. Type fewer letters, or clear the filters.
index-empty = This folder has no report yet.

# --- the comparison of provinces
title-comparison = Provinces compared, { $period }
title-comparison-own = Places compared, { $period }
title-comparison-region = Provinces compared: { $region }, { $period }
section-findings = At a glance
section-side-by-side = Provinces side by side
section-ranked = Indicator by indicator
section-funnel = How much difference is ordinary
section-changes = Changes on the previous period
section-everything = All figures and their sources
lineup-turns = { $label }, counted in turns
lineup-fulfilment = { $label }, against plan
lineup-share = { $label }, of those { $basis }
lineup-share-unknown = { $label }, on a base that the source does not state
lineup-rate = { $label }, { $per }
rate-per = per { $factor } { $unit }
rate-share = as a share of { $whole }
country = The whole country
country-reference = For reference, not one of the provinces
under-country = country { $value }
country-is = country { $value }
median-is = median { $median }
c-coverage = Figures have been collected for { $provinces } of { $universe } provinces and cities.
c-coverage-known = Figures have been collected for { $provinces } of the { $universe } provinces that are known, by a figure of any year, to have had such a Party body then.
c-targets-only = { $provinces ->
    [one] One province has
   *[other] { $provinces } provinces have
  } targets only, without results yet: { $names }.
c-comparable = What can be compared: { $items }.
c-comparable-domain = { $domain } ({ $count })
c-counts = { $label }, by name: { $values }.
c-counts-many = { $label }: { $provinces } provinces have figures, listed in the table.
c-counts-reach = { $label }: { $provinces } provinces have figures; those printed range from { $least } ({ $low }) to { $most } ({ $high }).
c-named = { $province } { $value }
c-named-whose = { $province } { $value } (sources differ on who did it)
c-named-disputed = { $province } { $value } (sources in conflict)
c-shared = { $shared ->
    [one] One indicator has
   *[other] { $shared } indicators have
  } figures for two or more provinces, defined in the same way; counts are listed by name only, and no percentage has { $fewest } exact figures, so there are no ranks or medians.
c-shared-wide = { $shared ->
    [one] One indicator has
   *[other] { $shared } indicators have
  } figures for two or more provinces, defined in the same way; { $wide } of them { $wide ->
    [one] has
   *[other] have
  } the { $fewest } exact figures that a ranking needs; counts are listed by name only.
c-nothing = Nothing can be compared yet among the { $provinces } provinces with figures ({ $names }): each indicator has figures of one place only, or figures counted in different ways; the { $figures } figures are listed by province below.
c-nothing-one = Only { $figures ->
    [one] one figure
   *[other] { $figures } figures
  } of one province ({ $names }) { $figures ->
    [one] has
   *[other] have
  } been collected, so there is nothing to compare yet; it is listed below.
c-leaders = { $label }: highest in { $first }; lowest in { $last }; the median of the { $provinces } provinces with a figure is { $median }.
c-movers = { $label }, change on { $year }: up most in { $up }; down most in { $down }. Provinces that rose: { $rose }; that fell: { $fell }.
c-outliers = { $label }: outside ordinary variation { $sides ->
    [above] on the high side: { $above }
    [below] on the low side: { $below }
   *[both] on the high side: { $above }; on the low side: { $below }
  }.
c-stand-ins = { $figures ->
    [one] One figure from the nearest year
   *[other] { $figures } figures from the nearest year
  } (at most { $years } away) stand in where there is none for { $year }{ $listed ->
    [yes] : { $places }
   *[no] {""}
  }; each is shown with its year, is not ranked and is left out of the median.
mover = { $province } { $value } ({ $change })
section-maps = Maps
figure-maps = { $count ->
    [one] One headline figure
   *[other] { $count } headline figures
  } on tile maps
figure-maps-caption = Each tile is a province or city, placed roughly where it lies; bold lines separate regions. The five shades hold about as many places each and show size alone, neither good nor bad.
figure-maps-islands = The tile of Đà Nẵng includes Hoàng Sa (the Paracels), that of Khánh Hòa Trường Sa (the Spratlys).
figure-maps-rounded = Numbers that a source rounds (more than, nearly, about) are classed by the number printed.
map-class = { $span } · { $count }
map-missing = no figure · { $count }
alt-map = Tile map: { $label }. Highest: { $most }. Lowest: { $least }. Without a figure: { $missing } provinces.
caption-before = The small ring is { $year }, where the two may be compared.
caption-stand-ins = Hollow dots with a year in brackets are from the nearest year; they stand in for { $year } and are not ranked.
caption-sums = An asterisk marks a sum over the provinces before the merger.
heat-stand-ins = Numbers with a year in brackets are from the nearest year and stand in for { $year }; they are neither shaded nor sorted.
heat-percent = { $label } (%)
column-held-of = With a figure, of { $of }
table-heat = { $count ->
    [one] One indicator
   *[other] { $count } indicators
  } for { $provinces } provinces, by region.
table-heat-thin = { $count ->
    [one] One indicator
   *[other] { $count } indicators
  } with figures for only a few of the provinces ({ $provinces }).
sort_hint = Click a heading to sort; click it a third time to return to the regions.
filter_table = Find a province
all_regions = All regions
figure-funnel-wider = The limits allow for how much the provinces differ beyond chance; only those outside the dashed lines are named.
figure-changes-caption-slopes = Each line is a province; the three largest rises (solid) and the three largest falls (dashed) are named. Only changes between exact figures that are defined alike, with no change of rules in between, are drawn.
everything-in-file = Every figure with its base, change, target and source is in the report’s spreadsheet (XLSX) and CSV file; those that can be compared are in the table above.
c-spread = { $label }: from { $least } ({ $low }) to { $most } ({ $high }), median { $median } among { $provinces } provinces with a figure.
c-by-name-2 = { $label }: { $province1 } { $value1 }, { $province2 } { $value2 }.
c-by-name-3 = { $label }: { $province1 } { $value1 }, { $province2 } { $value2 }, { $province3 } { $value3 }.
c-by-name-4 = { $label }: { $province1 } { $value1 }, { $province2 } { $value2 }, { $province3 } { $value3 }, { $province4 } { $value4 }.
c-plan-all = { $label }: { $provinces ->
    [2] both
   *[other] all { $provinces }
  } provinces with a figure met or exceeded their plan.
c-plan-some = { $label }: { $reached } of { $provinces } provinces with a figure met or exceeded their plan.
c-plan-none = { $label }: none of { $provinces } provinces with a figure met its plan.
c-country = { $label }: { $value } in the whole country.
c-changes = { $changes } of { $figures } figures can be compared with { $earlier }.
c-no-changes-uncollected = No figure can be compared with { $earlier }, for which none was collected.
c-no-changes = No figure can be compared with { $earlier }; where an earlier one is held, the reason is given under “Changes on the previous period”.
earlier-year = the same period of the previous year
earlier-term = the previous term
table-coverage = How many provinces have results in each domain, and how many indicators can be compared (two provinces or more, defined in the same way).
coverage-of = { $count }{ "\u00A0" }of{ "\u00A0" }{ $of }
column-held = With a figure
column-domain = Domain
column-shared = Indicators to compare
column-alone = Figures without a counterpart
column-figure = Figure
column-earlier = Previous period, and why not compared
column-counts = Number, of
column-interval = 95% interval
column-place = Rank from the top
column-limits = 99.8% limits
column-before = Before
column-now = Now
heat-legend = The darker the shade, the larger the number within the range of its column (counts from zero). Numbers below 10, counts that are neither good nor bad and columns of fewer than three figures are not shaded. Shade shows size alone, neither good nor bad.
heat-legend-marks = Marks in the tables: { $marks }.
heat-absent-many = No figures collected for this table from { $count } other places.
heat-absent = No figures collected for this table: { $names }.
heat-elsewhere = With figures, but by another authority, for another time or on another base: { $names }.
mark-elsewhere = *
state-elsewhere = there is a figure, but by another authority, for another time or on another base
alone-other_basis = Others have another base or another way of counting
alone-other_authority = Figures of others are by another authority
alone-other_time = Figures of others are for another time
alone-authority_unsaid = The source does not say by whom, so it is not known to be defined alike
alone-more = { $count ->
    [one] and one more
   *[other] and { $count } more
  }
alone-nobody = Not collected from any other province
table-alone = Not compared, since no figure known to be defined in the same way has been collected from another province:
figure-ranked = { $label }: { $provinces } provinces with a figure
figure-ranked-median = { $label }: median { $median } among { $provinces } provinces with a figure
figure-ranked-caption = From highest to lowest.
figure-ranked-caption-counts = In order of name, not of size: counts also reflect the size of each place.
caption-wilson = The bars are 95% Wilson intervals. The figures are full counts, not samples, so the intervals only show how much variation is ordinary.
caption-rate = The rates are derived from the numbers in the table; a stock is that of the same body on the day nearest to the end of the period, a year away at most.
caption-rounded = Hollow dots are figures that the source rounds.
caption-country = The dashed line is the country.
caption-no-polarity = More is neither better nor worse.
caption-missing = No figure defined in the same way has been collected from { $count ->
    [one] one other province
   *[other] { $count } other provinces
  }.
figure-by-name = Each province’s value, by name
figure-by-name-caption = With fewer than { $fewest } exact figures there are no ranks and no median.
caption-disputed = { $mark }: sources in conflict, so that province has no place and there is no median.
figure-funnel-inside = No province lies outside ordinary variation ({ $count ->
    [one] one share
   *[other] { $count } shares
  })
figure-funnel-outside = { $outside ->
    [one] One case
   *[other] { $outside } cases
  } outside ordinary variation ({ $count ->
    [one] one share
   *[other] { $count } shares
  })
funnel-title = { $label } ({ $outside }/{ $provinces })
figure-funnel-caption = Differences between the two lines (solid: 95%, dashed: 99.8%) are ordinary. This is only a screen: the figures are full counts, not samples, and lying outside the lines is neither good nor bad.
funnel-x = number that the share is of
funnel-y = share
funnel-centre = overall { $share }
funnel-point = { $province }: { $share } ({ $count } of { $of })
alt-funnel = { $label }. Overall { $share }; { $outside } of { $provinces } provinces lie outside the 99.8% limits: { $names }; { $outside95 } lie outside the 95% limits.
figure-changes = { $count ->
    [one] One change
   *[other] { $count } changes
  } on the previous period that can be compared
figure-changes-caption = The hollow dot is the previous period, the full dot this one. Only changes between exact figures that are defined alike, with no change of rules in between, are drawn.
figure-changes-more = { $count } more are in the table of all figures.
alt-change = { $province } from { $before } to { $after }
table-refused = Earlier figures that are held but may not be compared.
table-everything = All figures of the report by province; the small numbers refer to the sources.

# --- places over the years
title-places = { $names }, { $years }
section-places = Indicator by indicator over the years
p-nothing = { $names }: no indicator has two figures counted alike that could stand side by side; the { $figures } figures are listed by place below.
p-held = { $province } { $count ->
    [one] one figure
   *[other] { $count } figures
  }
p-coverage = { $shared ->
    [one] One indicator can
   *[other] { $shared } indicators can
  } be compared. Figures collected: { $held }.
p-last = { $label }, { $year }: { $values }.
p-alt = { $province } { $year }: { $value }
table-one-year = Indicators with figures of one of these years only.
p-caption-joined = Years are joined only where their figures may be compared.
p-caption-others = The coloured lines are the chosen places; the grey ones are { $count ->
    [one] one other
   *[other] { $count } others
  } with figures counted alike.

# --- the explore notebook
choose-province = Province
choose-year = Year
choose-body = Party body
choose-period = Period
choose-indicators = Indicators
choose-places = Places beside it
choose-years = From – to
choose-shown = Figure
explore-save = Save chart and table
explore-search = Search:
make-report = Make this a report
making-report = Making the report…
passport-name = The id of any other figure
passport-figure = Figure
passport-id = Id
passport-printed = As printed
passport-place = In the data
passport-source = Source
passport-note = Note
passport-derived = Derived
passport-checks = Disagreement
passport-breaks = Changes of rules and boundaries

# --- changes of the data
changes-title = Changes since data release { $since }
changes-revised = { $label }: { $old } → { $new }
changes-details = { $label }: the number stands, what is said of it was corrected
changes-withdrawn = { $label }: { $old }, withdrawn
changes-new = { $count ->
    [one] { $count } new figure
   *[other] { $count } new figures
  }
changes-reason = Reason: { $reason }

# --- bases, parts of a term
tile-base = of those { $base }
tile-base-plan = against those { $base }
meta-part-term = Part of the term
caption-disputed-plain = { $mark }: sources in conflict.

# ---------------------------------------------------------------------------------------------- collecting
collect-accept = Accept
collect-skip = Leave out
collect-undo = Take back
collect-left = { $count } figures left
collect-done = Every figure of this text has been seen.
collect-unsure = Look at: { $names }
collect-earlier = The text before this
collect-left-mark = not seen yet
collect-current-mark = in the form
collect-accepted-mark = accepted
collect-skipped-mark = left out
source-untraced = Not yet checked against its text.
source-traced = Found in the source on { $day }: { $found } of the { $all } figures used here.

# --- Word and Excel
widget-yes = yes
widget-no = no
own-picture = Picture of cell { $cell } of the notebook
office-front = Report
office-table = Table
office-figure = Figure
office-figures = Figures
office-figures-title = All figures
office-notes = Notes
office-sources = Sources
office-group = Group
office-marks = Sources, notes
office-mark = Mark
office-text = Text
office-address = Address
