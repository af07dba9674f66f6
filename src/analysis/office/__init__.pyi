from .excel import workbook as workbook
from .pictures import chart_png as chart_png
from .word import document as document
