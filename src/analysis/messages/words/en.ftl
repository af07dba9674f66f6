# What the program says, in English. The keys are the same in both languages; help.vi.ftl has the help texts.

# ------------------------------------------------------------------------------------- errors: what was asked
unknown-language = unknown language '{ $name }'; use vi or en
unknown-province = unknown province '{ $name }'. 'analysis list' names all that have figures; places of one's own need --data DIR.
unknown-province-near = unknown province '{ $name }'. Did you mean { $near }?
unknown-region = unknown region '{ $name }'. Use one of { $known }.
unknown-region-near = unknown region '{ $name }'. Did you mean { $near }?
unknown-period = unknown period '{ $name }'; use one of { $known }
unknown-period-near = unknown period '{ $name }'. Did you mean { $near }?
unknown-body = unknown body '{ $name }'; use one of { $known }
unknown-body-near = unknown body '{ $name }'. Did you mean { $near }?
two-meanings = '{ $name }' is the name of several; write the full name or the code of the one that is meant: { $near }
unknown-domain = unknown domain '{ $name }'; use one of { $known }
unknown-domain-near = unknown domain '{ $name }'. Did you mean { $near }?
unknown-units = unknown units '{ $name }'; use { $known }
unknown-figure = no figure has the id '{ $name }'. 'analysis show … --format csv' prints the ids.
unknown-figure-near = no figure has the id '{ $name }'. Nearest: { $near }
no-figures = no figures for { $asked }; 'analysis list' shows what there is
too-far-apart = a figure { $years } years away is too far to stand in; the most is { $most }
so-many-places = { $count } places do not fit one picture side by side; choose one to { $most } provinces or cities, not the country
years-backwards = the first year { $since } comes after the last, { $year }; write the smaller one first, such as 2019-2023
no-tidy-frame = the frame has no column { $missing }; take one from data.select(…) or compare.ranking(…)
unknown-picture = a chart cannot be saved as '{ $name }'; end its name with .svg or .png
nothing-to-draw = the frame has no value to draw; look at its column 'reason'
several-figures = the frame has more than one figure for { $name }; name one indicator, body, period and authority
not-in-frame = '{ $name }' has no value in the frame; it has { $known }
too-many-places = { $given } places cannot be told apart by colour; name { $most } at most
no-place-on-map = no map has { $known }; positions stand in tiles.csv
several-of-indicator = '{ $name }' names several figures; choose one of { $known }
nothing-to-rank = nobody has '{ $name }' for { $when }; data.select(indicators='{ $name }') shows the years there are
no-stock = indicators.csv names no stock to set '{ $name }' against (column per)
unknown-indicator-name-near = there is no indicator '{ $name }'. Did you mean { $near }?
unknown-indicator-name = there is no indicator '{ $name }'; codes stand in indicators.csv, such as membership or membership/members
places-or-region = --provinces goes with neither --region nor --within; leave one of them out
forms-need-workbook = places, body, indicators and years are for the forms of a workbook; add --workbook
years-need-places = several years or --indicators need --provinces with the names of places; without it there is one year
places-unnamed = reports: places needs provinces with the name of each place, not all
no-number-of-years = { $where }'{ $name }' is no number of years; write 0, 1 or 2
no-figures-years = no figures for { $asked }; there are some for { $known }
no-figures-others = no figures for { $asked }; for { $year } there is: { $known }
no-figures-of-place = no figures for { $asked }; none are held for this place at all
no-figures-in-request = no figures for { $lacking } in what is asked for: { $asked }
nothing-to-make = nothing to make: no figures for { $asked }; 'analysis list' shows what there is
not-added-up = no figures for { $asked } by the provinces of today: no figure is held of all of { $parts }, so that nothing can be added up; leave out --units for what each of them has printed
now-part-of = { $name } has been part of { $successor } since { $since }; ask for { $slug }, or leave out --units for the figures of { $name } itself
two-entries = two entries make { $stamp } from different notebooks or parameters; keep one
plan-and-options = { $file } says what to make; leave out { $options }
no-seconds = --timeout { $value } is no number of seconds
or = { $first } or { $last }
all = all
fullest-body = the first body that has figures
in-region = in { $region }

# --------------------------------------------------------------------------------------- errors: files, folders
hint-quotes = A name of several words stands between quotation marks: "{ $name }".
hint-data = The data folder is named by an option: --data { $folder }.
hint-commas = Several formats are parted by commas, without spaces: --to docx,{ $format }.
no-data-folder-file = { $path } is a file; name the folder that it lies in: --data { $folder }
no-data-folder = no data folder at { $path }
no-folder = no folder at { $path }; choose another with --output
not-empty = { $path } is not empty; name a new folder
cannot-make = cannot make { $path }: { $why }; name another folder
cannot-read = cannot read { $path }: { $why }
empty-folder-name = it is empty; name a folder
same-release = both are release { $release }; give { $folder } its own version in datapackage.json first
data-has-faults = the data has { $count ->
    [one] { $count } fault
   *[other] { $count } faults
 }; nothing was made

# ------------------------------------------------------------------------------------------- errors: verifying
no-private-key = { $path } is no Ed25519 private key without a password; make one: openssl genpkey -algorithm ed25519 -out office.key
no-public-key = { $path } is no Ed25519 public key; make it of the private one: openssl pkey -in office.key -pubout -out office.pub
needs-cryptography = signatures need a library: pip install 'doichieu[sign]'
unsigned = no signature lies beside it; nobody vouches for it
signed-otherwise = its signature is not of this file by this key
no-passport = it carries no passport: it is not a report of this project, or one cut short
no-stamp = { $stamp } is not the name of a report; look at where the page comes from
unreadable-passport = its passport cannot be read
no-such-layout = no report has the layout '{ $name }'
no-such-report = no report is made with { $parameters }
verify-release = made from data release { $then }, held against { $now }
verify-version = made by another version of the program: where its words are not ours, that it chose them cannot be told from a hand; verify with that version
verify-unmakeable = it cannot be made any longer: { $why }
verify-same-words = the file is not letter by letter as it was made, but says the same
verify-foreign = made from the data set '{ $name }', not from '{ $ours }'; give the folder that it was made from with --data
verify-foreign-namesake = made from other data, not from '{ $ours }'; give the folder that it was made from with --data
difference-stale = stale
difference-withdrawn = withdrawn
difference-new = new
difference-differs = differs
difference-version = version
difference-foreign = foreign
yes = yes
no = no
verify-no-release = no release of data is called { $name }
verify-line = line { $line }
verify-found = found { $found }, expected { $wanted }
verify-odd-passport = it says what no passport says of seal and versions
verify-other-figures = it vouches for other figures than the page has
verify-unvouched = found { $found }, and the page does not vouch for it
verify-gone = found { $found }; the data have no such figure now
verify-row-changed = its row has changed; it prints the same
verify-drawing = the drawing is not the one that the data make
verify-is-now = { $old } is now { $new }
verify-row-unchanged = found { $found }, expected { $wanted }; its row is unchanged
verify-near = near { $figure }
verify-follows = { $what }; it follows from what has changed since
verify-expected-nothing = found { $found }, expected nothing
verify-found-nothing = found nothing, expected { $wanted }
verify-lacks = the data hold { $wanted }, the page nothing
verify-touched = it is not byte for byte as it was made
verify-file-differs = it is not the file that the notebook beside it makes
verify-file-stale = it is not the file that its notebook and the data make today
verify-file-version = the program or a library is of another version than when it was made: it cannot be compared; make it again
verify-index = { $path } lists reports and is not compared; write it anew: analysis index --output { $folder }
verify-own-notebook = it was made by a notebook of one's own, { $name }; give it with --notebook, and it is run again
verify-empty-folder = { $path } holds no report; give the output folder of a batch
verify-paper = { $path } is a PDF, which cannot be compared; give the page of the same report, { $beside }
verify-alone = { $path } cannot be checked alone; give the HTML page of the same report, { $page }, or put { $sidecar } and { $notebook } beside it
verify-no-page = { $path } is no page; give the HTML of a report
of-file = { $file }: { $what }

# ------------------------------------------------------------------------------------------ errors: the cluster
not-a-scheduler = '{ $address }' is no address of a scheduler; write one such as tcp://10.0.0.1:8786
needs-dask = --scheduler needs Dask: pip install distributed
no-scheduler = no Dask scheduler answers at { $address } in { $seconds } s: { $why }
no-workers = the scheduler at { $address } has no workers; start some with: dask worker { $address }
scheduler-lost = lost the scheduler at { $address }; run the same command again to go on
workers-gone = the cluster has had no workers for { $seconds } seconds; the same command goes on
worker-cannot-load = a worker cannot load doichieu ({ $why }); install the same version on all
worker-differs = a worker has another version of doichieu or of its libraries; install the same on all
cluster-lost-it = the cluster lost it: { $why }
worker-too-long = no end after { $seconds } seconds; the worker process was ended
worker-killed = the worker process was ended by { $signal }
worker-ended = the worker process ended with { $status }
cells-not-ready = the process of the cells was not ready after { $seconds } s
cells-too-long = no end after { $seconds } seconds
cells-killed = the process of the cells was ended by { $signal }
cells-no-window = there is no window system for '{ $gui }' in a report; use %matplotlib inline
cells-ended = the process of the cells ended with exit status { $status }
result-not-sent = the result could not be sent: { $why }
wrong-type = { $name } must be { $kind ->
    [str] text
    [int] a whole number, such as 2023
    [Dataset] what analysis.load() gives
   *[other] of the type { $kind }
 }, and is { $value }
not-run = not run

# ------------------------------------------------------------------------------------- errors: requests and plans
in-entry = { $file }, entry { $position }:{ " " }
unknown-choice = { $where }unknown { $kind } { $name }; use { $known }
unknown-option = { $where }unknown parameter '{ $name }'; it knows { $known }
unknown-option-near = { $where }unknown parameter '{ $name }'; did you mean { $near }?
codes-in-quotes = { $where }put codes of provinces in quotes, such as '01': YAML takes 01 for 1
no-choice = { $where }no { $kind } is named; use { $known }
nothing-named = { $where }{ $name } is empty; name some, or leave it out
all-and-others = { $where }{ $name } has all, and { $others } beside it; leave out one or the other
no-years = { $where }'{ $name }' is no year and no range of years; write 2023, 2019-2023 or all
parameters-form = { $where }parameters must be names with a text or a number each
own-parameters = { $where }the report itself sets { $own }; take it out of parameters
twice-in-plan = { $path } has { $name } twice in one entry; keep one
no-plan = { $path } must hold options with their values, or a list of such
not-yaml = { $path } is not YAML: { $why }
alias-in-plan = { $path }, line { $line }: *{ $name } is an alias; write out what it stands for
deep-plan = { $path }, line { $line }: lists and mappings lie { $depth } deep; { $most } are the most
inputs-beside = { $where }inputs: '{ $name }' must lie beside a notebook of one's own or below; name it from the notebook's folder
no-input = { $where }inputs: there is no file { $path }
no-plain-list = { $where }{ $name } must be a list of texts or numbers, without lists in it

# ------------------------------------------------------------------------------- errors: notebooks and rendering
no-notebook = no notebook at { $path }
not-a-notebook = { $name } is not a notebook: { $why }
no-parameters-cell = { $name } has no cell tagged 'parameters'; tag the one that sets the defaults
unknown-parameters = { $name } has no parameter { $unknown }; it knows { $known }
cell-raised = { $name }, cell { $cell }: { $why }
cell-raised-input = { $name }, cell { $cell }: { $why }; the notebook runs where only the files lie that the plan names under inputs
cell-shows-strange = cell { $cell } of the notebook shows what a report cannot carry: { $what }; show text, Markdown, a table, or a picture (PNG, SVG), or tag the cell remove_cell
cell-not-reached = { $name }, cell { $cell } was not reached: a cell before it called exit
cell-failed = cell { $cell } of the notebook failed: { $why }
could-not-run = { $name } could not be run: { $why }
namesake = { $path } hides the library 'analysis' from the notebook; rename it
shows-strangers = it shows what the data do not have: { $strangers }
no-section = the notebook shows no section: was it run?
foreign-section = section '{ $section }' belongs to { $stamp }, not to { $wanted }
many-mastheads = { $stamp } has { $count } mastheads; a report has one
page-without-paper = { $why }; the page is there
no-pdf = the PDF could not be made: { $why }
cannot-write = cannot write to { $path }: { $why }; choose another with --output
output-locked = another run writes into { $path }; wait for it, or choose another folder with --output
no-locks = { $path } cannot be locked ({ $why }); choose a folder on another file system with --output
lock-removed = { $path } was removed while this run wrote there; the same command goes on
reports-removed = { $count } of { $total } reports, such as { $stamp }, were removed while the batch ran; the same command makes them again
outside-output = '{ $name }' would not lie in { $path }; rename the code that it is made from
link-in-output = { $path } is a link to elsewhere; nothing is written through it: remove it
is-a-folder = it is a folder, not a file
is-no-file = it is a pipe or a device, not a file
is-too-large = it has { $size } MB; { $most } are the most
no-memory = there is not enough memory; make fewer reports at once (--jobs 1), or close other programs
unpacks-too-large = unpacked it has more than { $most } MB
too-many-cells = a sheet reaches over more than { $most } million cells; delete what stands far below or to the right
nested-without-end = it is nested too deeply
folder-in-place = a folder lies where this file belongs; move it away
needs-lab = not installed: { $missing }; run: pip install { $packages }

# -------------------------------------------------------------------------------------------------- results
error = error: { $what }
note = note: { $what }
body-chosen = body: { $body }; for another one give its name or code after --body
making = making { $stamp }
written = written: { $path }
next-fill = next: read { $readme }, fill, then: analysis validate --data { $folder }
next-workbook = next: open { $workbook } in LibreOffice or Excel (its first sheet says how to fill it), save, then: analysis validate --data { $folder }
opening = opening { $path } (Ctrl-C ends it)
finding = finding: { $what }
validated = { $data }: { $faults ->
    [one] { $faults } fault
   *[other] { $faults } faults
 }, { $findings ->
    [one] { $findings } finding
   *[other] { $findings } findings
 }, { $traced } found in the text of their source
data-invalid = the data is invalid
data-read = { $release } of { $day }: { $figures } figures of { $provinces } places
verified = { $reports ->
    [one] { $reports } report
   *[other] { $reports } reports
 }, { $figures } figures: { $differences ->
    [0] all as the data have them
    [one] { $differences } difference
   *[other] { $differences } differences
 }
compared = { $old } → { $new }: { $news } new, { $revised } revised, { $withdrawn } withdrawn
change-new = new
change-revised = revised
change-withdrawn = withdrawn
changelog-title = Data changelog
changelog-about = Figures that are new, revised (old → new) or withdrawn, release by release; `analysis diff OLD NEW --record` adds the newest.
changelog-since = { $released }, since { $since }
changelog-nothing = No figure changed.

list-province = province
list-year = year
list-body = body
list-period = period
show-indicator = indicator
show-kind = kind
show-number = number
show-of = of
show-share = share
show-change = change on the previous period
show-target = target
show-peers = peers
show-source = source
kind-actual = actual
kind-target = target
place-among = { $low }–{ $high } of { $count }

# ---------------------------------------------------------------------------------------------------- a batch
reason-new = new
reason-forced = forced
reason-missing = missing output: { $what }
reason-unreadable = json is not readable
reason-data = data changed
reason-code = code changed
reason-notebook = notebook changed
reason-inputs = inputs changed
reason-parameters = parameters changed
reason-versions = versions changed
reason-beside = release, or tables beside the figures
reason-more = {" "}and { $count } more
blame-notebook = notebook
blame-rendering = rendering
blame-machinery = machinery
log-removed = Its files from an earlier run were removed; it was to be made again: { $reason }.
log-cell = cell { $number }
to-make = { $due } of { $total } reports to make
count-made = { $count } made
count-to-make = { $count } to make
count-up-to-date = { $count } up to date
count-failed = { $count } failed
count-not-made = { $count } not made
nothing-to-do = nothing to do
failed-one = failed: { $stamp }: { $blame }: { $reason }
progress = { $done } of { $due }, { $rate }, { $left } s left, { $failed } failed
rate = { $rate }/min
recap = { $counts }, { $seconds } s
more-failures = and { $count } more; manifest.json names all
interrupted = interrupted; what is made is kept: run the same command again to go on
interrupted-early = interrupted; nothing was made

# ----------------------------------------------------------------------------- findings: what sources disagree on
finding-fraction = { $count } of { $of } is { $computed }%, printed is { $printed }%
finding-split = the parts add up to { $parts }, the printed total is { $total }
finding-split_of_part = the parts add up to { $parts }, which is a part of the printed total { $total }
finding-split_base = the parts add up to { $parts }, where the same source says { $total }
finding-authorities = committees and commissions add up to { $parts }, the printed total is { $total }
finding-sources = the source shown prints { $preferred }, another { $other }
finding-conflict = sources disagree: { $printed }
finding-conflict_authority = one number, but sources disagree by whom: { $printed }
finding-printed_change = the figures give { $computed }, printed is { $printed }
finding-two_bases = one source prints { $stock } as the stock and { $base } as the base of a rate
finding-ceiling = { $count } of { $of } is { $share }%, the rule allows { $ceiling }%
finding-printed_rank = the scores give place { $computed }, printed is { $printed }
finding-ranked_of = a place of { $printed }, others of that year are of { $usual }
finding-printed_tier = a score of { $score } is printed as { $tier }, though a lower one has a better class

# -------------------------------------------------------------------------------- faults: the form of a data file
letter-after = { $letter } after "{ $before }"
letter-perhaps = { $letter }, perhaps "{ $meant }"
fault-missing-file = the data folder needs it, if only with its header; 'analysis new' shows one
fault-bad-package = it must be JSON with version and created (YYYY-MM-DD); { $why }
fault-unreadable-file = { $why }; make it a readable file
fault-not-utf8 = it is not saved as UTF-8 (byte { $byte }); save it as 'CSV UTF-8' (Excel) or with the character set Unicode (UTF-8) (LibreOffice)
fault-bad-csv = a quotation mark has no second one, or the second one stands inside a cell; check the quotation marks from this line on (inside a cell write two: "")
fault-not-read-on = there are so many faults that the file was not read from here on; mend these first
line-and-more = { $place } (and { $count } more)
place-and-more = { $place } (and { $count } more)
fault-and-more = { $count } more of this kind
fault-too-long-office = it has more than { $most } kB; a letterhead needs a few lines
fault-bad-header = { $missing ->
    [none] { $extra ->
        [none] the columns must be { $columns }
       *[other] unknown { $extra }; the columns must be { $columns }
     }
   *[other] { $extra ->
        [none] missing { $missing }; the columns must be { $columns }
       *[other] missing { $missing }; unknown { $extra }; the columns must be { $columns }
     }
 }
fault-cell-count = { $cells } cells where the header has { $heads }; put cells that hold the sign '{ $separator }' between straight quotation marks ("), or save the file anew from a spreadsheet
fault-cells-missing = { $cells } cells where the header has { $heads }: the row is broken, or has lost a separator; join it again, or add empty cells
fault-rows-joined = { $cells } cells, twice as many as the header has ({ $heads }): two rows were joined; take them apart
fault-cells-beside = { $cells } cells where the header has { $heads }; take the extra cell (the extra tab) out of this row
fault-other-separator = another sign parts the cells of this row than those of the header; use one of them, or save the file anew from a spreadsheet
fault-line-quoted = the whole row stands between quotation marks, so that it is one cell; open it with a spreadsheet, choose what parts the cells, and save it again
fault-row-shifted = from this column on the cells stand one column too far to the { $way }; put them back

# -------------------------------------------------------------------------- faults: what stands in a data file
fault-not-an-integer = '{ $value }' is not a whole number; write digits only, without separators
fault-not-a-number = '{ $value }' is not a number; write digits without separators, with a decimal point (a decimal comma only in a workbook or a file with semicolons)
fault-not-a-year = '{ $value }' is not a year; write four digits such as 2023
fault-not-a-date = '{ $value }' is not a date; write YYYY-MM-DD, such as 2023-12-31
fault-unknown-province = '{ $value }' is not in provinces.csv; use its slug, or add the province there (workbook: the sheet Places)
fault-unknown-body = '{ $value }' is not in bodies.csv; use one of its codes (workbook: the sheet Bodies)
fault-unknown-period = '{ $value }' is not a period; use one of FY H1 9M Q1 Q2 Q3 Q4 YTD TERM
fault-unknown-kind = '{ $value }' is not a kind; write actual or target
fault-unknown-authority = '{ $value }' is not an authority; write all, committees, commissions, own_committee, district_committees, grassroots_committees or nothing
fault-unknown-counting = '{ $value }' is not a way of counting; write turns or leave it empty
fault-unknown-qualifier = '{ $value }' is not a qualifier; use one of exact over nearly about withheld
fault-unknown-comparator = '{ $value }' is not a comparator; use one of ge gt le lt eq range, or leave it empty
fault-unknown-basis = '{ $value }' is not in bases.csv; use one of its codes, or add the basis there (workbook: the sheet Bases)
fault-unknown-source = '{ $value }' is not in sources.csv; add the source there first (workbook: the sheet Sources)
fault-unknown-confidence = '{ $value }' is not a confidence; write high or medium
fault-unknown-change-unit = '{ $value }' is not a unit of change; write count, percent or percent_of
fault-unknown-preference = '{ $value }' is not a preference; write yes, no or leave it empty
fault-unknown-value = '{ $value }' is not allowed here
fault-not-a-figure-id = '{ $value }' is no figure's id (PROVINCE/BODY/YEAR/PERIOD/KIND/INDICATOR/CATEGORY); have 'analysis diff OLD NEW --record' write the table
fault-not-a-conflict-id = '{ $value }' is not a conflict id; write c and two digits, such as c01
fault-not-a-period-of-change = '{ $value }' is not what a change is against; write YEAR-PERIOD, such as 2022-Q1
fault-unknown-indicator = '{ $value }' is not in indicators.csv; use one of its pairs, or add it there (workbook: the sheet Indicators)
fault-wrong-file = '{ $value }' belongs into another file: see the column domain of indicators.csv
fault-no-figure = the row has no count, percent or value; a figure that was not printed gets no row
fault-not-of-this-measure = '{ $value }' is not how this measure is written: counts stand in count, shares in percent, amounts, scores, ranks and tiers in value
fault-off-the-scale = '{ $value }' lies outside the scale of this indicator (scale_min, scale_max)
fault-no-place = '{ $value }' is no place: a rank is a whole number from 1 to the number of those ranked
fault-unknown-tier = '{ $value }' is not a tier of this indicator in tiers.csv; use one of its codes
fault-not-as-printed = '{ $value }' is not among the numbers of as_printed; one of the two is wrong
fault-withheld-with-number = what is withheld has no number; empty it, or correct the qualifier
fault-preference-alone = no other row prints this figure, so none gives way to another; empty preferred
fault-change-against-later = '{ $value }' is not before the period of this row
fault-not-yet-over = '{ $value }' is after the release of the data; no result can be of that year: check it, or name the source that it has, with its date
fault-date-outside-period = '{ $value }' is not a day of the period that the figure is about
fault-note-missing = the source of this figure appeared before the year was over; say why in note
fault-same-name = '{ $value }' is the name of another unit of the same kind and parent; tell them apart
fault-not-a-slug = '{ $value }' is no code: small letters without marks, digits and single hyphens
fault-not-classes = '{ $value }' says no classes; write one number, such as 2, or two with a hyphen: 1-3
fault-printed-missing = as_printed is empty; copy the bare figure as the source prints it
fault-base-without-meaning = of or percent is filled, so of_basis must say what it is printed against; where the source does not tell, pick 'base not stated by the source'
fault-basis-without-base = of_basis is filled but neither of nor percent is; empty it or fill the base
fault-base-of-zero = '{ $value }' cannot be a base: nothing is a part of zero; empty of and of_basis
fault-part-exceeds-base = count is greater than of, and the basis is not a plan; check the two numbers
fault-share-out-of-range = '{ $value }' is no share: it lies outside 0 to 100, and the basis is not a plan
fault-target-without-comparator = a target needs a comparator (ge gt le lt eq range)
fault-comparator-without-target = only a target has a comparator; empty it
fault-range-without-end = a range needs its upper end in count_to or percent_to, above the lower one
fault-end-without-range = count_to and percent_to belong to a comparator of range
fault-term-without-start = TERM needs the first year in span_from, before the year
fault-start-without-term = span_from belongs to TERM only; empty it
fault-date-without-need = as_of belongs to stocks and to YTD rows, and lies in or near the year it is about
fault-change-incomplete = change_printed, change_unit and change_against go together
fault-national-mismatch = body national belongs to province viet-nam, and only to it
fault-duplicate-figure = the same source prints this figure in another row already ({ $other }: { $at }); keep one
fault-preference-missing = two sources print this figure; mark exactly one of the rows with preferred = yes
fault-unknown-reference = '{ $value }' is not in the table that this column refers to; correct or add it
fault-duplicate-key = '{ $value }' stands in the table already; keep one
fault-missing-value = the cell is empty; fill it
fault-two-readings = '{ $value }' can be read in two ways (a thousand, or one and a bit); write it without separators between thousands, its decimals after a decimal comma
fault-became-a-date = '{ $value }' is what a spreadsheet makes of a figure such as 7/7; make the column text
fault-not-a-code = '{ $value }' is not a two-digit code; a spreadsheet drops leading zeros unless it is text
fault-no-letter = '{ $value }' holds a character that cannot be shown; type it anew without it
fault-invisible-letter = it holds a letter that nobody sees, { $value }; type the cell anew without it
fault-damaged-letter = its letters were damaged when a file was saved or opened, { $value }; type them anew
fault-formula = '{ $value }' is what a spreadsheet runs instead of showing it; begin the cell with a letter or a digit
fault-no-typeface = it holds a sign that no typeface here has, { $value }; write a word instead
fault-too-many-letters = '{ $value }' is too long to be read in a report; shorten it
fault-too-long = '{ $value }' is too long for a table; shorten it to 52 characters
fault-no-web-address = '{ $value }' is no web address; write http:// or https://, or leave it empty
fault-not-a-day-month-or-year = '{ $value }' is no date; write YYYY-MM-DD, YYYY-MM or YYYY, or leave it empty
fault-source-to-come = '{ $value }' is still to come, and no source can have appeared then; check the year
fault-cells-exchanged = '{ $value }' and '{ $other }' stand in each other's column; exchange them
fault-inexact = '{ $value }' is no exact number; write the number alone and choose over, nearly or about in the column Qualifier (qualifier), or leave the cell empty
fault-stray-space = the cell begins or ends with a space; remove it

# What was probably meant, and what comes nearest, where that is known.
fault-not-an-integer-meant = '{ $value }' is not a whole number as it stands; write { $meant }
fault-not-a-number-meant = '{ $value }' is not a number as it stands; write { $meant }
fault-not-a-year-meant = '{ $value }' is not a year; was { $meant } meant?
fault-not-a-date-meant = '{ $value }' is not how a day is written here; write { $meant }
fault-not-a-day-month-or-year-meant = '{ $value }' is not how a day is written here; write { $meant }
fault-unknown-province-near = '{ $value }' is not known here; did you mean { $near }?
fault-unknown-body-near = '{ $value }' is not known here; did you mean { $near }?
fault-unknown-period-near = '{ $value }' is not known here; did you mean { $near }?
fault-unknown-kind-near = '{ $value }' is not known here; did you mean { $near }?
fault-unknown-authority-near = '{ $value }' is not known here; did you mean { $near }?
fault-unknown-counting-near = '{ $value }' is not known here; did you mean { $near }?
fault-unknown-qualifier-near = '{ $value }' is not known here; did you mean { $near }?
fault-unknown-comparator-near = '{ $value }' is not known here; did you mean { $near }?
fault-unknown-basis-near = '{ $value }' is not known here; did you mean { $near }?
fault-unknown-source-near = '{ $value }' is not known here; did you mean { $near }?
fault-unknown-confidence-near = '{ $value }' is not known here; did you mean { $near }?
fault-unknown-change-unit-near = '{ $value }' is not known here; did you mean { $near }?
fault-unknown-preference-near = '{ $value }' is not known here; did you mean { $near }?
fault-unknown-value-near = '{ $value }' is not known here; did you mean { $near }?
fault-unknown-indicator-near = '{ $value }' is not known here; did you mean { $near }?
fault-unknown-tier-near = '{ $value }' is not known here; did you mean { $near }?
fault-unknown-reference-near = '{ $value }' is not known here; did you mean { $near }?

# Cells, sheets and files of workbooks.
fault-lost-letter = '{ $value }' lost a letter when it was saved; type it anew
fault-mojibake = '{ $value }' was opened in a wrong encoding and saved so; type it anew
fault-mojibake-meant = '{ $value }' was opened in a wrong encoding and saved so; write { $meant }
fault-look-alike = '{ $value }' holds a letter of another script that looks like a Latin one; type it anew
fault-look-alike-near = '{ $value }' holds a letter of another script that looks like a Latin one; type anew: { $near }
fault-two-meanings = '{ $value }' is the name of several; write the code
fault-two-meanings-near = '{ $value }' is the name of several; write the code of the one that is meant: { $near }
fault-share-or-part = '{ $value }' may be a share or a part of one; say in as_printed how it is printed
fault-share-or-part-meant = '{ $value }' may be { $value }% or { $meant }%; write the right one into as_printed
fault-merged-cells = { $value } are merged, so nobody can say whose number it is; take them apart
fault-unknown-head = a column with the head '{ $value }' is not known; correct the head, or take the column out
fault-unknown-head-near = a column with the head '{ $value }' is not known; did you mean { $near }?
fault-no-heads = the sheet '{ $value }' has no row with the heads of its columns; put it back
fault-no-year-head = '{ $value }' is not a year; the heads of the wide form are years of four digits, such as 2021
fault-unread-sheet = nobody reads the sheet '{ $value }'; give it a name of the template, or begin its name with _ (a table from elsewhere: analysis import)
fault-unread-sheet-near = nobody reads the sheet '{ $value }'; is it { $near }? Else begin its name with _
fault-unread-file = nobody reads '{ $value }'; take it out of the folder
fault-unread-file-near = nobody reads '{ $value }'; is it { $near }? Give it that name, or take it out of the folder
fault-unreadable-workbook = it is no workbook, or a broken one; open it and save it again as .xlsx or .ods
fault-error-cell = '{ $value }' is an error that a spreadsheet shows in place of a value; mend its formula, or type the value
fault-formula-cell = '{ $value }' is a formula without its result; open the workbook and save it again, or type the value
fault-old-font = '{ $value }' is typed for an old typeface (TCVN3, such as .VnTime); turn it into Unicode, or type it anew
fault-no-value = '{ $value }' is no number; write 0 if there was none, leave the row out if it is not known
fault-negative = '{ $value }' is less than zero, and nothing is counted so; check it
fault-a-sum = '{ $value }' adds up other rows; take this row out, sums are worked out
fault-no-row = '{ $value }' stands alone in its row: a note or a signature is no figure; take it out, or fill the row
fault-hidden-sheet = the sheet '{ $value }' is hidden, and nobody sees what it would put into a report; show it, or begin its name with _
fault-head-twice = two columns have the head '{ $value }'; nobody knows which one is meant; take one out
fault-heads-moved = the column '{ $value }' stands where { $near } belongs; put the columns back into their order
fault-no-header = '{ $value }' is not the line with the names of the columns; the file must begin with { $columns } and the other names
fault-empty-file = the file is empty; it needs the names of its columns, if only those; 'analysis new' shows one
fault-no-text = it is a workbook or an archive, no text with separators; call it { $near }, or save it as CSV
fault-sheet-twice = every number of sheet '{ $value }' stands on sheet '{ $near }', too: same place, body, period and source; correct this cell, or delete one of the two sheets
fault-saved-twice = it seems to be a copy of { $near }, and figures would stand twice; keep the one that is filled, and take the other out of the folder
fault-giant-workbook = { $why }
fault-locked-workbook = it is locked with a password; save it without one
fault-empty-workbook = none of its sheets holds anything; fill it, or take it out of the folder
fault-unread-folder = nobody reads folders in the data folder: '{ $value }' (tables in it: { $count }); move them out of it, or begin its name with _
fault-of-another-program = nobody reads '{ $value }'; save it as .xlsx or .ods and take this file out of the folder
fault-no-tables = the folder holds no figures: neither a workbook (.xlsx, .ods) nor files such as { $near }; 'analysis new' makes them
fault-unknown-head-empty = a column with values has no head; give it one, or take the column out
fault-unknown-province-empty = the cell is empty; name the place (in the wide form: the row Place above the table)
fault-unknown-body-empty = the cell is empty; name the body (in the wide form: the row Body above the table)
fault-unknown-source-empty = no source is named, and more or fewer than one is known; name it in the row or above the heads

# ------------------------------------------------------------------------------- what an office hands on
needs-office = { $format } needs { $library }; run: pip install 'doichieu[office]'
needs-notify = --notify needs Apprise; run: pip install 'doichieu[notify]'
not-notifiable = --notify { $kind }://…: no such address; the kinds and how they are written: https://github.com/caronc/apprise/wiki
notify-untaken = note: --notify: not every address took the message
notify-title = analysis batch: { $counts }
not-whole-beside = { $path } is checked by { $sidecar } and { $notebook }, which are not whole beside it; put them there, or give the HTML page

# ------------------------------------------------------------------------------------- faults: office.yml
fault-not-yaml = it is not YAML: { $why }; write lines such as 'name: …'
fault-not-a-mapping = write one 'key: value' a line, such as 'name: …'
fault-office-twice = { $other } says whose reports these are, too; keep one of the two
fault-no-name-sheet = name the issuing office in the row Name of the office
fault-no-name = name the body that issues the reports: 'name: …'
fault-unknown-key = '{ $value }' is not known; use { $known }
fault-unknown-key-empty = a text without an item; write in the cell at its left what it is
fault-unknown-key-near = '{ $value }' is not known; did you mean { $near }?
fault-key-twice = { $value } stands twice; keep one
fault-not-a-text = write one text, or vi: … and en: … under it
fault-not-a-list = write one line each, with '- ' before it
fault-not-a-colour = '{ $value }' is no colour; pick { $known }, or write a # and six hexadecimal digits, such as #0b5fa5 (in office.yml between double quotes)
fault-pale-colour = { $value } cannot be read on white; choose a darker one
fault-not-a-picture-name = '{ $value }' is not the name of a .png or .svg file; put one beside { $file }
fault-no-such-file = cannot read { $value } ({ $why }); put it beside { $file }
fault-large-picture = { $value } has { $size } kB, and every report carries it; keep it below { $most } kB
fault-not-a-picture = { $value } does not hold what its name says; save it as PNG or SVG

# ------------------------------------------------------------------------------------- tables of others
import-no-places = no place is named in { $file } (sheet { $sheet }); give the places as they are called in provinces.csv
import-days = the heads of { $file } are days ({ $head }); a yearly figure needs a table with a column a year
import-which-sheet = { $file } has several sheets; name one with --sheet: { $sheets }
import-no-sheet = { $file } has no such sheet, or nothing in it
import-no-pair = { $option } { $name }: write NAME=VALUE
import-unknown = '{ $name }' is not known; nearest: { $near }
import-read = { $file }: { $figures } figures; places stand { $turned ->
    [yes] across
   *[no] down
 }
import-series = column { $column } '{ $head }': year { $year }, indicator { $pair }, measure { $measure }, unit { $unit }
import-left-out = left out: { $at } '{ $head }' (no figures, or a sum)
import-lost = no such place: { $at } '{ $name }'; nearest: { $near }
import-empty = { $count } cells hold nothing
import-needs = { $count } questions are open; answer them with the options named above
import-needs-decimal = is the comma the decimal mark in { $name }? --decimal comma or --decimal point
import-needs-year = the table does not say its year: --year 2023
import-needs-indicator = what is '{ $name }'? --indicator '{ $name }=NAME', '{ $name }=new' for a new one, '{ $name }=-' for none; nearest: { $near }
import-needs-place = which place is '{ $name }'? --place '{ $name }=NAME', or '{ $name }=-' to leave it out; nearest: { $near }
import-needs-twice = two columns hold '{ $name }'; leave one out with --indicator, or take one out of the table
import-needs-body = whose figures are these? --body
import-needs-source = where do they come from? --source 'TITLE'
import-not-written = { $figures } figures, not written anywhere: --into DIR adds them to a data folder
import-written = { $figures } figures added to { $folder }

# -------------------------------------------------------------------------------------------- from print to row
no-text-to-collect = no text; name a file, or start with 'analysis collect TEXT' ({ $variable })
draft-ending = { $path }: a draft is written as .xlsx or .csv; name it so
draft-cannot-write = cannot write { $path }: { $why }; name another file
draft-needs-library = a draft as .xlsx needs xlsxwriter: pip install 'doichieu[reading]', or name a .csv
draft-one-text = a draft holds one text; name one, or leave --to out
session-broken = { $path }: not what was kept ({ $why }); remove it to begin anew
unknown-indicator = unknown indicator '{ $name }'; see indicators.csv
unknown-source = unknown source '{ $name }'; add it to sources.csv first, or leave --source out
row-not-valid = not written, the row is not valid: { $faults }
data-cannot-write = cannot write { $path }: { $why }; name another folder with --data
nothing-to-take-back = there is nothing to take back
all-decided = every figure of this text is decided
row-gone = { $path }: the row to take back is not there any more; look into the file
no-texts = no folder of texts at { $path }; name the one that holds them with --texts
no-day = '{ $value }' is not a day; write it as 2026-01-31
text-no-file = { $file }: { $why }; name a .txt, .html, .pdf or .docx file, or -
text-too-large = { $file }: larger than { $most } MB; cut it into parts
text-too-long = { $file }: a text of { $length } signs; cut it into parts of up to { $most }
text-empty = { $file }: it is empty; name a file that holds a text
text-none = { $file }: it holds no text (a scanned page?); type it, or save it as plain text
text-needs-library = { $file }: reading it needs { $library }: pip install 'doichieu[reading]'
text-unreadable = { $file }: it cannot be read ({ $why }); save it as plain text
text-no-pdf = { $file }: it is called .pdf and is no PDF; save it again from where it came
text-no-docx = { $file }: it is called .docx and is no Word file; save it again as .docx
text-no-word = { $file }: a zip file that holds no Word text; save it again as .docx
text-not-utf8 = { $file }: not UTF-8 (byte { $byte }); save it as UTF-8
text-markup = { $file }: too much markup for an article; save its text as .txt
text-nested = { $file }: nested too deeply for an article; save its text as .txt
text-entities = { $file }: it defines entities of its own, as Word never does; save its text as .txt
text-unpacks = { $file }: it unpacks to more than { $most } MB; save its text as .txt
text-locked = { $file }: it is locked with a password; save it without one
text-pages = { $file }: { $pages } pages; cut out the { $most } that are needed
text-control = { $file }: a control sign ({ $sign }) on line { $line }; it is no text, or a broken one
text-turning = { $file }: { $sign } on line { $line } turns the direction of writing, so that figures read otherwise than they stand; take it out
text-unbroken = { $file }: { $most } signs without a space on line { $line }; it is no article
read-count = { $file }: { $count ->
    [one] { $count } figure proposed
   *[other] { $count } figures proposed
 }, { $others } left out
read-line = line
read-printed = printed
read-proposed = proposed
read-base = base
read-kind = kind
read-period = period
read-sure = sure
read-why = why
read-at = at
read-left-out = left out
left-out-address = address on the net
left-out-time = time of the day
left-out-date = date
left-out-year = year
left-out-month = month
left-out-document = number of a document
left-out-telephone = telephone
left-out-model = disease or model
left-out-age = age, or length of time
left-out-order = number in a sequence
left-out-measure = measure
left-out-catchword = catchword
left-out-no-phrase = no phrase of the vocabulary beside it
left-out-too-far = too far from the nearest phrase
left-out-unnamed-part = a part that the vocabulary does not name
left-out-running-years = of several years running
left-out-body-below = of a body below
left-out-asked = only asked for
left-out-money = money of persons
trace-state-found = found
trace-state-moved = moved
trace-state-missing = missing
trace-state-no-text = no text
trace-unaddressed = neither address nor text
trace-elsewhere = it stands in another sentence than when it was found last
trace-no-number = no number in as_printed '{ $printed }'
trace-missing = { $printed } does not stand in the text
trace-other-print = { $column }: { $cell }, as_printed has { $printed }
trace-no-word = indicator: no word of it near the figure
trace-other = { $column }: { $cell }, the text has { $text }
trace-no-base = of: { $base } does not stand in the sentence
traced-bare = neither address nor text: { $sources }

# --------------------------------------------------------------------------------- why the system refuses something
system-enoent = there is no such file or folder
system-eacces = it may not be read or written by you
system-eperm = it may not be changed by you
system-eisdir = it is a folder, not a file
system-enotdir = a part of the path is a file, not a folder
system-enospc = no space is left
system-erofs = nothing can be written there
system-enametoolong = the name is too long
system-eexist = there is something of that name already
