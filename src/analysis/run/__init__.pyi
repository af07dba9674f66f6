from .beside import INDEX as INDEX, led_on as led_on, links as links
from .cache import (
    Intact as Intact,
    Key as Key,
    Program as Program,
    digest as digest,
    reports_digest as reports_digest,
    why_make as why_make,
)
from .cells import (
    can_fork as can_fork,
    die_with_parent as die_with_parent,
    end_descendants as end_descendants,
    end_kept as end_kept,
    keep_descendants as keep_descendants,
)
from .engines import WarmEngine as WarmEngine
from .execution import (
    as_file as as_file,
    check_parameters as check_parameters,
    execute as execute,
    read_notebook as read_notebook,
)
from .jobs import (
    ALL as ALL,
    FORMATS as FORMATS,
    USUAL as USUAL,
    Job as Job,
    Request as Request,
    Settings as Settings,
    read_plan as read_plan,
    request as request,
    year_span as year_span,
)
from .lab import NOTEBOOK as NOTEBOOK, open_lab as open_lab
from .layout import (
    paper_pictures as paper_pictures,
    render_sections as render_sections,
    seal as seal,
    versions as versions,
)
from .maker import Made as Made, ReportMaker as ReportMaker, Task as Task, warm_up as warm_up
from .output import (
    check_lock as check_lock,
    files_of as files_of,
    listed as listed,
    locked as locked,
    place as place,
    put as put,
    read_json as read_json,
    store as store,
    sweep as sweep,
    withdraw as withdraw,
    writable as writable,
)
from .render import (
    PageExporter as PageExporter,
    PaperExporter as PaperExporter,
    render_docx as render_docx,
    render_html as render_html,
    render_pdf as render_pdf,
    render_xlsx as render_xlsx,
)
from .snapshot import Snapshot as Snapshot
