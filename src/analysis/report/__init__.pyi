from .comparison.report import ComparisonReport as ComparisonReport
from .explore import Explorer as Explorer
from .issuer import letterhead as letterhead
from .places.report import PlacesReport as PlacesReport
from .province.report import ProvinceReport as ProvinceReport
from .tables import change as change
