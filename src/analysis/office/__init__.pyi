from .archive import check_installed as check_installed
from .excel import workbook as workbook
from .pictures import chart_png as chart_png
from .word import document as document
