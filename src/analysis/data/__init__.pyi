from .catalog import (
    COUNTRY as COUNTRY,
    Break as Break,
    Catalog as Catalog,
    Indicator as Indicator,
    Province as Province,
    Region as Region,
    Source as Source,
)
from .dataset import Dataset as Dataset, keep as keep, load as load, period_token as period_token
from .export import figures_csv as figures_csv
from .foreign import (
    Answers as Answers,
    Foreign as Foreign,
    Needed as Needed,
    tables_of as tables_of,
    understand as understand,
)
from .frames import Row as Row, columns as columns, grouped as grouped, missing as missing, records as records
from .grids import Grid as Grid, letters as letters
from .identity import Identity as Identity
from .imports import add as add, appended as appended, settled as settled
from .marking import marked as marked
from .names import plain as plain, several as several
from .periods import (
    TERM_YEARS as TERM_YEARS,
    limits as limits,
    moment as moment,
    needed_until as needed_until,
    state as state,
    whole_term as whole_term,
)
from .schema import (
    CHANGE_COLUMNS as CHANGE_COLUMNS,
    MOST_YEARS_APART as MOST_YEARS_APART,
    OBSERVATION_COLUMNS as OBSERVATION_COLUMNS,
    PERIODS as PERIODS,
    SIDE_TABLES as SIDE_TABLES,
    UNITS as UNITS,
)
from .selection import percentages as percentages
from .snapshot import take_snapshot as take_snapshot
from .starter import WORKBOOK as WORKBOOK, start as start
from .vocabulary import choices as choices, lexicon as lexicon, word as word
from .workbook_form import Forms as Forms
