### Words of the reports, English. The keys are those of vi.ftl; Babel writes the numbers.

# --- numbers and units
million-vnd = { $amount } million VND
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
mark-derived = ƒ
mark-target = T

# --- why there is no change on last year
why-target = a target: not compared
why-not_collected = earlier figure not collected
why-other_authority = earlier figure is by another authority
why-other_basis = earlier figure has another base
why-inexact = rounded: not compared
why-in_conflict = sources in conflict
why-spans_differ = a period of another length
why-dates_differ = taken at another time of year
why-authority_unsaid = the source does not say by whom
why-break = the rules changed in between
why-small = below 10: shares not compared
# --- why there is no rank
why-no_peers = no figure collected from any other province
why-sizes_differ = depends on size: not ranked
why-few_peers = figures of fewer than { $fewest } provinces collected
change-points = { $number } points
change-earlier = { $number } ({ $year })
by-source = by the source: { $text }
change-printed-down = { $number } fewer than in { $period }
change-printed-up = { $number } more than in { $period }
change-printed-of = { $number } of { $period }

# --- outcome against target
outcome-exceeded = exceeded
outcome-met = met
outcome-missed = missed
outcome-open = undecided
outcome-not_comparable = another base
outcome-not_collected = no result collected
outcome-not_yet_due = not yet due

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
section-ratings = Ratings and admissions
section-inspection = Inspection and discipline
section-time = Over time
section-coverage = Coverage, checks, sources

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
scroll_hint = Wide table: scroll sideways to see all of it
take_chart = Take the chart along
generated_from = Made from data release

# --- sentences
s-admissions-exceeded = { $count } new members were admitted, more than the { $plan } planned ({ $percent } of the plan).
s-admissions-met = { $count } new members were admitted, exactly the { $plan } planned.
s-admissions-missed = { $count } new members were admitted, fewer than the { $plan } planned ({ $percent } of the plan).
s-admissions-target-exceeded = { $count } new members were admitted, above the target of { $aim }.
s-admissions-target-met = { $count } new members were admitted; the target of { $aim } was met.
s-admissions-target-missed = { $count } new members were admitted; the target of { $aim } was missed.
s-admissions-count = { $count } new members were admitted.
s-admissions-target = The target for admissions is { $count } new members; no result has been collected.
s-targets-met = { $count } of { $of } targets set were met or exceeded.
s-rating-org-unknown = { $percent } of grassroots Party organisations were rated good or better; the source does not say whether of all or only of those rated.
s-rating-org-known = { $count } of { $of } grassroots Party organisations were rated good or better ({ $percent }).
s-rating-org-excellent = Of the { $of } organisations rated good or better, { $count } were rated excellent ({ $percent }).
s-rating-member-unknown = { $percent } of Party members were rated good or better; the source does not say whether of all or only of those rated.
s-rating-member-known = { $count } of { $of } Party members were rated good or better ({ $percent }).
s-rating-member-excellent = Of the { $of } members rated good or better, { $count } were rated excellent ({ $percent }).
s-rating-earlier = No rating of grassroots organisations has been collected for this year; the latest is that of { $year }: { $count } of { $of } good or better.
s-inspection-plan = { $count } members were inspected{ $by ->
    [committees] { " " }by Party committees
    [commissions] { " " }by inspection commissions
    [all] { " " }by committees and commissions
   *[unsaid] { "" }
  }, { $percent } of the plan.
s-inspection-both = { $orgs } Party organisations and { $members } members were inspected{ $by ->
    [committees] { " " }by Party committees
    [commissions] { " " }by inspection commissions
    [all] { " " }by committees and commissions
   *[unsaid] { "" }
  }.
s-discipline-forms = { $total } members were disciplined{ $by ->
    [committees] { " " }by Party committees
    [commissions] { " " }by inspection commissions
    [all] { " " }by committees and commissions
   *[unsaid] { "" }
  }: { $forms }.
s-discipline-part = { $total } members were disciplined{ $by ->
    [committees] { " " }by Party committees
    [commissions] { " " }by inspection commissions
    [all] { " " }by committees and commissions
   *[unsaid] { "" }
  }; the forms are published only for the { $of } cases decided by Party committees and do not add up to the total.
s-discipline-total = { $total } members were disciplined{ $by ->
    [committees] { " " }by Party committees
    [commissions] { " " }by inspection commissions
    [all] { " " }by committees and commissions
   *[unsaid] { "" }
  }.
s-discipline-by-whom = By authority: { $committees } members were disciplined by Party committees, { $commissions } by inspection commissions.
s-printed-change = The source counts { $number } { $direction ->
    [down] fewer
   *[up] more
  } disciplined members than in { $period }.
s-zero-cases = The source says that no case of corruption or misconduct occurred.
s-only-targets = For this period only targets have been collected ({ $targets ->
    [one] { $targets } figure
   *[other] { $targets } figures
  }), and no results.
s-missing = Not collected: figures on { $domains }.
s-membership-both = The Party body has { $orgs } grassroots organisations and { $members } members{ $dated ->
    [yes] { " " }(as of { $day })
   *[no] { "" }
  }.
s-membership-orgs = The Party body has { $orgs } grassroots organisations{ $dated ->
    [yes] { " " }(as of { $day })
   *[no] { "" }
  }.
s-membership-members = The Party body has { $members } members{ $dated ->
    [yes] { " " }(as of { $day })
   *[no] { "" }
  }.
s-changes = Against { $period }: { $changes }.
change-piece = { $label } { $direction ->
    [up] up
   *[down] down
  } by { $size }{ $unit ->
    [points] { " " }percentage points
   *[count] { "" }
  } (from { $before } to { $now })
s-elsewhere = Other reports of the same year: { $reports }.
elsewhere-piece = { $period }, { $body } ({ $figures ->
    [one] { $figures } figure
   *[other] { $figures } figures
  })
s-rank = { $label }: { $place } from the top among { $peers } provinces with a figure{ $missing ->
    [0] { "" }
   *[other] ; { $missing } others not collected
  }.
s-disagreements = { $count ->
    [one] One disagreement in the figures is
   *[other] { $count } disagreements in the figures are
  } named at the end of this report.
form-reprimand = { $count } reprimanded
form-warning = { $count } warned
form-removal = { $count } removed from office
form-expulsion = { $count } expelled
place-one = place { $low }
place-interval = place { $low } to { $high }

# --- tiles
tile-ratings = Organisations good or better
tile-admissions = Members admitted
tile-inspections = Members inspected
tile-discipline = Members disciplined
tile-plan = plan { $aim }{ $rest }
tile-target = target { $aim }{ $rest }
tile-no-change = On the period before: { $why }

# --- table of all indicators
table-indicators = Figures of { $province }, { $body }, { $period }.
label-target = { $label } (target)
note-strip = The strong dot is { $province }, faint dots are others with a figure of the same period and meaning; the first two numbers are the ends of the scale.
note-strip-target = The orange stroke is the target or plan.
note-counts = Plain numbers also depend on the size of each place.
note-dash-change = A dash under “Change on the period before”: the earlier figure was not collected.
note-dash-peers = A dash under “Compared with others”: no figure of the same period and meaning was collected from elsewhere.
note-no-change = No earlier figure was collected for any indicator, so there is no column of changes.
note-no-peers = No figure of the same period and meaning was collected from elsewhere, so there is no column of comparison.
column-indicator = Indicator
column-count = Number
column-base = Of
column-percent = Percent
column-change = Change on the period before
column-target = Target, plan
column-peers = Compared with others
column-year = Year
column-value = Value
column-state = State
column-province = Province
not-collected-list = Not collected: { $items }.
peers-alt = { $own } has { $value }; figures of others ({ $peers }): { $values }
rank-text = { $place } among { $peers } with a figure{ $missing ->
    [0] { "" }
   *[other] , { $missing } not collected
  }

# --- footnotes
note-fraction = { $count }/{ $of } is { $computed }; the source prints { $printed }. The report shows the computed share.
note-unknown-base = The source does not say whether the share is of all or only of those rated.
note-good-base = The share is of the { $of } rated good or better, not of all.
note-derived = On the same base as the { $printed }: { $formula } (derived, not printed by the source).
note-derived-of = Share of those { $basis }: { $formula } (derived, not printed by the source).
note-small = The source prints { $percent }; below 10 the report gives counts, not percentages.
note-medium = Medium confidence: the figure is rounded, or its place, period, authority or meaning is partly inferred from the article.
note-conflict = The sources do not agree (case { $conflict }); the data keep every figure printed.
note-preferred = Another source prints { $other }; the report uses the figure of the source cited.
note-part = The forms are published only for the { $of } members disciplined by Party committees; they do not add up to the total of { $total }.
note-printed-change = The source states: { $text }.
note-rate = { $rate } per 1,000 members ({ $formula }, derived).

# --- figures
figure-rating = Ratings by class
figure-rating-org = Grassroots organisations by rating
figure-rating-org-finding = { $good } of { $rated } grassroots organisations were rated good or better in { $period }
figure-rating-org-share-finding = { $percent } of grassroots organisations were rated good or better in { $period }
figure-rating-org-classes-finding = In { $period }, { $excellent } grassroots organisations were rated excellent and { $good } good
figure-rating-member = Members by rating
figure-rating-member-finding = { $good } of { $rated } members were rated good or better in { $period }
figure-rating-member-share-finding = { $percent } of members were rated good or better in { $period }
figure-rating-member-classes-finding = In { $period }, { $excellent } members were rated excellent and { $good } good
figure-rating-caption = The part of each rating; what it is a part of stands below each bar. “Excellent” lies within good or better and is not added to it.
rating-base = of { $of } { $unit }
rating-base-named = of those { $base }
rating-base-unknown = the source does not state the base
class-excellent = excellent
class-good = good
class-good_or_better = good or better
class-completed = completed
class-failed = failed
class-rest = the rest
class-not_stated = the rest, not stated
figure-admissions = Admissions against plan
figure-admissions-finding-exceeded = { $count } members admitted in { $period }, more than the { $plan } planned
figure-admissions-finding-met = { $count } members admitted in { $period }, as planned ({ $plan })
figure-admissions-finding-missed = { $count } members admitted in { $period }, fewer than the { $plan } planned
figure-admissions-finding-target-exceeded = { $count } members admitted in { $period }, above the target of { $aim }
figure-admissions-finding-target-met = { $count } members admitted in { $period }; the target of { $aim } was met
figure-admissions-finding-target-missed = { $count } members admitted in { $period }; the target of { $aim } was missed
figure-admissions-finding-other = Members admitted by year
figure-admissions-finding-target = A target of { $plan } admissions for { $period }
figure-admissions-caption = { $planned ->
    [yes] The bar is the number admitted, the orange stroke the plan or target.
   *[no] The bar is the number admitted; no plan or target is stated.
  }
figure-inspection = Inspection and supervision
figure-inspection-finding = Organisations and members inspected and supervised
figure-inspection-caption = Each panel has a scale of its own. More is neither better nor worse.
figure-discipline-forms-finding = { $reprimand } of { $total } disciplined members were reprimanded
figure-discipline-finding = Members disciplined, by form
figure-discipline-caption = Members by form of discipline. More is neither better nor worse.
figure-discipline-part-caption = The forms are those of the { $of } members disciplined by Party committees, not of the total of { $total }.
figure-time-finding = Indicators with figures of two years or more
figure-time-caption = One panel an indicator; only points that may be compared are joined.
alt-bar = { $label }: { $value }
alt-list = { $title }. { $items }.
alt-point = { $year }: { $value }
trend-up = rising
trend-down = falling
trend-level = no clear trend
figure-time-breaks = Dashed lines stand where rules or boundaries changed, numbered as in the list “{ $title }” at the end of the report.
figure-time-merger = On { $day } merged with { $others } (no. { $numbers }).
figure-time-more = { $count ->
    [one] { $count } more indicator has figures of several years that are
   *[other] { $count } more indicators have figures of several years that are
  } not drawn here; they stand in the table and the CSV file of each year's report.
apart = not joined: { $reasons }
apart-not_collected = no figure for the years between
apart-inexact = rounded figures
apart-in_conflict = sources disagree
apart-dates_differ = taken on different days
apart-authority_unsaid = source does not say by whom
apart-other_basis = another base
apart-other_authority = another authority
nothing-ratings = No ratings or admissions have been collected for this period.
in-table = The figures of this period stand in the table of all indicators; there are too few of a kind for a chart.
nothing-inspection = No figures on inspection, supervision or discipline have been collected for this period.
nothing-time = Every indicator has figures of one year only, so there is nothing to compare over time yet.
panel-orgs = Party organisations
panel-members = Members
bar-inspected = inspected
bar-supervised = supervised
bar-inspected_or_supervised = inspected or supervised, one figure
bar-violation_signs = inspected on signs of violation

# --- coverage, sources
grid-caption = Figures held by year ({ $scope }): { $province }, { $body }
grid-cell = { $domain }, { $year }: { $text }
grid-beyond = There are figures of { $years }, too.
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
check-sources = { $label }: the source cited prints { $preferred }, another { $other }.
check-conflict = The sources do not agree (case { $conflict }): { $printed }.
check-conflict_authority = The number is the same, but the sources do not agree by whom (case { $conflict }): { $printed }.
check-printed_change = { $label }: the source prints a change of { $printed }, the figures give { $computed }.
check-two_bases = { $label }: one source prints { $stock } ({ $as_of ->
    [undated] without a date
   *[other] on { $as_of }
  }) and { $base } (as the base of rates of the year).
breaks-title = Changes of rules and boundaries to know when comparing
break-item = { $date }: { $title }. { $changed }
sources-title = Sources
source-untitled = title not recorded
source-unknown = publisher not recorded
rebuilt-titles = Titles in square brackets were rebuilt from the address of the page.
cite-title = How to cite
cite-text = { $title }. { $data }, release { $release }. Every figure has an id of its own; “analysis explain” tells its row, source and working.
cite-data = doichieu data
cite-data-of = Figures of { $office }
footnotes-title = Notes
download-label = All figures of this report (CSV)

# --- index of reports
index-title = Index of reports
index-kicker = Party-building figures of Vietnamese provinces
index-find = Find reports
index-search = Search by province, year or Party body (marks are not needed)
index-example = tra vinh 2023
index-all = All
index-by-layout = Kind of report
index-by-region = Region
index-by-province = Province
index-by-year = Year
index-by-body = Party body
index-by-lang = Language
index-layout-province = One province
index-layout-comparison = Provinces compared
index-lang-vi = Vietnamese
index-lang-en = English
index-shown = { $shown } of { $total } reports
index-reset = Clear all filters
index-caption = Reports by province, the newest year first
index-report = Report
index-figures = Figures
index-made = Made on
index-release = Data release
index-files = Files
index-comparisons = Provinces compared
index-no-match = No report matches. Type fewer letters, or clear the filters.
index-empty = There is no report yet. The command “analysis report tra-vinh 2023” makes the first.

# --- the comparison of provinces
title-comparison = Provinces compared, { $period }
title-comparison-region = Provinces compared: { $region }, { $period }
comparison-body-bloc = Party bodies of the blocs of provincial agencies and enterprises
comparison-body-bloc-agencies = Party bodies of the blocs of provincial agencies
comparison-body-bloc-enterprises = Party bodies of the blocs of enterprises
comparison-body-province = Provincial and city Party bodies
section-findings = At a glance
section-side-by-side = Provinces side by side
section-ranked = Indicator by indicator
section-funnel = How much difference is ordinary
section-changes = Changes on the period before
section-everything = All figures and their sources
lineup-turns = { $label }, counted in turns
lineup-fulfilment = { $label }, against plan
lineup-share = { $label }, of those { $basis }
lineup-share-unknown = { $label }, on a base that the source does not state
country = The whole country
country-reference = For reference, not one of the provinces
country-is = country { $value }
median-is = median { $median }
c-one = Figures of one province only, { $province }, have been collected, so there is nothing to compare yet.
c-coverage = Figures of { $provinces } of { $universe } provinces and cities have been collected.
c-coverage-known = Figures of { $provinces } provinces have been collected for this period, out of { $universe } that have figures on this kind of Party body for any period and where it had not ended by then.
c-targets-only = { $provinces ->
    [one] One province has
   *[other] { $provinces } provinces have
  } targets only, without results yet: { $names }.
c-comparable = What can be compared: { $items }.
c-comparable-domain = { $domain } ({ $count })
c-counts = { $label }, by name: { $values }.
c-counts-many = { $label }: { $provinces } provinces have figures, which stand in the table.
c-counts-reach = { $label }: { $provinces } provinces have figures; those printed reach from { $least } ({ $low }) to { $most } ({ $high }).
c-named = { $province } { $value }
c-named-whose = { $province } { $value } (sources do not agree by whom)
c-named-disputed = { $province } { $value } (sources in conflict)
c-nothing-shared = No indicator has figures of two provinces that are defined in the same way, so no province can be compared with another yet.
c-shared = { $shared ->
    [one] One indicator has
   *[other] { $shared } indicators have
  } figures of two provinces or more, defined in the same way; plain numbers stand by name, and no percentage has exact figures of { $fewest } provinces, so there are neither ranks nor medians.
c-shared-wide = { $shared ->
    [one] One indicator has
   *[other] { $shared } indicators have
  } figures of two provinces or more, defined in the same way; { $wide } of them { $wide ->
    [one] is a percentage
   *[other] are percentages
  } with the { $fewest } exact figures that a ranking needs; plain numbers stand by name.
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
c-no-changes-uncollected = No figure can be compared with { $earlier }, because that was not collected.
c-no-changes = No figure can be compared with { $earlier }; where an earlier one is held, the reason stands under “Changes on the period before”.
earlier-year = the same period of the year before
earlier-term = the term before
table-coverage = How many provinces have results in each domain, and how many indicators can be compared (two provinces or more, defined in the same way).
coverage-of = { $count }{ "\u00A0" }of{ "\u00A0" }{ $of }
column-held = With a figure
column-domain = Domain
column-shared = Indicators to compare
column-alone = Figures without a counterpart
column-figure = Figure
column-earlier = Period before, and why not compared
column-counts = Number, of
column-interval = 95% interval
column-place = Place from the top
column-limits = 99.8% limits
column-before = Before
column-now = Now
heat-legend = The deeper the shade, the larger the number against the largest in its column; numbers below 10, counts of discipline and columns of fewer than three are not shaded. Shade means size alone, neither good nor bad.
heat-legend-marks = Marks in the tables: { $marks }.
heat-absent = No figure collected for this table: { $names }.
heat-elsewhere = With figures, but by another authority, of another time or on another base: { $names }.
mark-elsewhere = *
state-elsewhere = there is a figure, but by another authority, of another time or on another base
alone-other_basis = Others have another base or another way of counting
alone-other_authority = Figures of others are by another authority
alone-other_time = Figures of others are of another time
alone-authority_unsaid = The source does not say by whom, so nobody knows whether it is defined in the same way
alone-nobody = Not collected from any other province
table-alone = No figure known to be defined in the same way has been collected from another province, so there is nothing to compare:
figure-ranked = { $label }: { $provinces } provinces with a figure
figure-ranked-median = { $label }: median { $median } among { $provinces } provinces with a figure
figure-ranked-caption = From the highest down.
figure-ranked-caption-counts = By name, not by size: plain numbers also depend on the size of each place.
caption-wilson = The bars are 95% Wilson intervals: these are full counts, not samples, so the interval only tells how much variation is ordinary.
caption-rounded = Hollow dots are figures that the source rounds.
caption-country = The dashed line is the country.
caption-no-polarity = More is neither better nor worse.
caption-missing = No figure defined in the same way has been collected from { $count ->
    [one] one other province
   *[other] { $count } other provinces
  }.
figure-by-name = Each province’s value, by name
figure-by-name-caption = Below { $fewest } provinces with an exact figure there are no ranks and no median.
caption-disputed = { $mark }: sources in conflict, so that province has no place and there is no median.
figure-funnel-inside = { $label }: no province lies outside ordinary variation
figure-funnel-outside = { $label }: { $outside } of { $provinces } provinces lie outside ordinary variation
figure-funnel-caption = Each dot is a province, the larger the further right. Between the two lines (full: 95%, dashed: 99.8%) differences may be chance. This is only a screen: these are full counts, not samples, and outside the lines is neither good nor bad.
funnel-x = number that the share is of
funnel-y = share
funnel-centre = all { $share }
alt-funnel = { $label }. All together { $share }; { $outside } of { $provinces } provinces lie outside the 99.8% limits: { $names }; { $outside95 } lie outside the 95% limits.
figure-changes = { $count ->
    [one] One change
   *[other] { $count } changes
  } on the period before that can be compared
figure-changes-caption = The hollow dot is the period before, the full dot this one; drawn only where both are defined in the same way, exact, and no rule changed in between.
figure-changes-more = { $count } more stand in the table of all figures.
alt-change = { $province } from { $before } to { $after }
pictures-left-out = This report is long: { $count ->
    [one] one chart was
   *[other] { $count } charts were
  } left out to keep the page light; the tables have all figures of this period.
table-refused = An earlier figure is held, but may not be compared.
table-everything = All figures of the report by province; the small numbers are those of the sources.
everything-shortened = The report has { $figures } figures: those in the tables above are not repeated here; the CSV file has all of them.

# --- the explore notebook
choose-province = Province
choose-year = Year
choose-body = Party body
choose-period = Period
choose-indicators = Indicators
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

# --- Word and Excel
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
