from .cluster import connected as connected
from .index import index_html as index_html
from .notify import Messenger as Messenger
from .progress import Watch as Watch, summary as summary
from .requests import report_jobs as report_jobs
from .runner import (
    Outcome as Outcome,
    make as make,
    refresh_index as refresh_index,
    run as run,
    write_index as write_index,
)
from .schedule import plan as plan
