from .cluster import connected as connected
from .index import index_html as index_html
from .notify import Messenger as Messenger
from .progress import Watch as Watch, summary as summary
from .reasons import blame_in_words as blame_in_words, reason_in_words as reason_in_words
from .requests import report_jobs as report_jobs
from .runner import (
    Outcome as Outcome,
    make as make,
    put_index as put_index,
    refresh_index as refresh_index,
    run as run,
    write_index as write_index,
)
from .schedule import plan as plan
