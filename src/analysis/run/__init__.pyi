from .cache import (
    Maker as Maker,
    digest as digest,
    files_of as files_of,
    folder_digest as folder_digest,
    locked as locked,
    lying as lying,
    read_json as read_json,
    reports_digest as reports_digest,
    store as store,
    sweep as sweep,
    why_make as why_make,
    withdraw as withdraw,
    write_whole as write_whole,
)
from .cells import can_fork as can_fork, die_with_parent as die_with_parent
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
    Job as Job,
    Request as Request,
    read_plan as read_plan,
    request as request,
    writable as writable,
)
from .lab import NOTEBOOK as NOTEBOOK, open_lab as open_lab
from .maker import Made as Made, Settings as Settings, Task as Task, Workshop as Workshop, warm_up as warm_up
from .render import (
    PageExporter as PageExporter,
    PaperExporter as PaperExporter,
    paper_pictures as paper_pictures,
    render_html as render_html,
    render_pdf as render_pdf,
    render_sections as render_sections,
    seal as seal,
    versions as versions,
)
