from .archive import check_installed as check_installed
from .excel import workbook as workbook
from .word import document as document
