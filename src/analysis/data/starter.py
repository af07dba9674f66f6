"""`analysis new`: an empty, valid data folder for an office to fill."""

import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.data.dataset import Dataset
from analysis.data.frames import Row, records
from analysis.data.schema import OBSERVATION_COLUMNS, SIDE_TABLES
from analysis.data.snapshot import EXAMPLES
from analysis.data.spreadsheets import marked
from analysis.data.workbook_form import Forms, written
from analysis.errors import RequestError
from analysis.files import csv_text
from analysis.messages import refusal

_TEMPLATES = Path(__file__).parent / "templates" / "starter"


WORKBOOK = "so-lieu.xlsx"


def start(
    folder: Path,
    data: Dataset,
    *,
    semicolons: bool = False,
    workbook: str = "",
    forms: Forms = Forms(),  # noqa: B008 - frozen
) -> Path:
    """Make a data folder with headers, vocabulary and examples, and no figures.

    Parameters
    ----------
    folder : pathlib.Path
        Where; it is made, or must be empty.
    data : Dataset
        Whose vocabulary is copied, and whose figures are the examples.
    semicolons : bool, optional
        For a spreadsheet whose decimal mark is the comma: semicolons between cells, CRLF, and a mark
        at the beginning of each file, so that it opens by a double click.
    workbook : str, optional
        ``vi`` or ``en``: a workbook with heads in that language in place of the files to fill.
    forms : Forms, optional
        What its forms with years across are made ready for; without years, the last four.

    Returns
    -------
    pathlib.Path
        The folder.

    Raises
    ------
    RequestError
        If it cannot be made or holds anything already, or an indicator or province is unknown.
    """
    try:
        if folder.exists() and any(folder.iterdir()):
            raise RequestError("not-empty", path=folder)
        contents = _encoded(_files(data, semicolons), semicolons)
        if workbook:
            contents = _with_workbook(contents, data, workbook, forms)
        folder.mkdir(parents=True, exist_ok=True)
        try:
            for name, content in contents.items():
                target = folder / name
                target.parent.mkdir(exist_ok=True)
                target.write_bytes(content)
        except OSError:
            shutil.rmtree(folder, ignore_errors=True)  # half a data folder is none; it was empty before
            raise
    except OSError as error:
        raise RequestError("cannot-make", path=folder, why=refusal(error)) from None
    return folder


def _encoded(files: dict[str, str], semicolons: bool) -> dict[str, bytes]:
    return {
        name: content.encode("utf-8-sig" if semicolons and name.endswith(".csv") else "utf-8")
        for name, content in files.items()
    }


def _with_workbook(files: dict[str, bytes], data: Dataset, lang: str, forms: Forms) -> dict[str, bytes]:
    """The files of a folder whose figures and sources are filled into a workbook."""
    filled = {f"{name}.csv" for name in (*data.catalog.domain_names, "sources")} | {"office.yml"}
    kept = {name: content for name, content in files.items() if name not in filled and "/" not in name}
    package = json.loads(kept["datapackage.json"])
    package["resources"] = [part for part in package["resources"] if str(part["path"]) not in filled]
    package["languages"] = [lang]
    if lang == "vi":
        package |= {"name": "so-lieu-cua-co-quan", "title": "Số liệu của cơ quan"}
    examples = {domain: _example(data.observations, domain) for domain in data.catalog.domain_names}
    last = date.today().year - 1  # noqa: DTZ011 - the office's own year
    forms = replace(forms, years=forms.years or range(last - 3, last + 1))
    return {
        **kept,
        WORKBOOK: written(data.catalog, examples, lang, forms),
        "datapackage.json": (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode(),
        "README.md": (_TEMPLATES / f"workbook.{lang}.md").read_bytes(),
    }


def _files(data: Dataset, semicolons: bool) -> dict[str, str]:
    """The content of every file by its name."""
    form = {"separator": ";", "end": "\r\n"} if semicolons else {}
    domains = list(data.catalog.domain_names)
    examples = {domain: _example(data.observations, domain) for domain in domains}
    cited = {row["source"] for row in examples.values() if row is not None}
    frames = data.catalog.frames
    sources, columns = frames["sources"], list(OBSERVATION_COLUMNS)
    tables: dict[str, tuple[Sequence[str], Iterable[Sequence[str]]]] = {
        name: (list(keys), frames[name].to_numpy().tolist()) for name, (keys, _) in SIDE_TABLES.items()
    }
    for own in ("sources", "traces", "conflicts"):
        tables[own] = (frames[own].columns.tolist(), [])
    tables |= {domain: (columns, []) for domain in domains}
    tables[f"{EXAMPLES}/sources"] = (
        sources.columns.tolist(),
        sources[sources["id"].isin(cited)].to_numpy().tolist(),
    )
    for domain, row in examples.items():
        cells = [] if row is None else [[_printed(row, name, semicolons) for name in columns]]
        tables[f"{EXAMPLES}/{domain}"] = (columns, cells)
    return {
        **{f"{name}.csv": csv_text([heads, *rows], **form) for name, (heads, rows) in tables.items()},
        **_package(data.folder, semicolons),
        "office.yml": (_TEMPLATES / "office.yml").read_text(encoding="utf-8"),
        "README.md": _readme(data, [row for row in examples.values() if row is not None], semicolons),
    }


def _example(frame: pd.DataFrame, domain: str) -> Row | None:
    """A figure that shows as much as possible and stands alone: no conflict, no second source."""
    alone = (frame["conflict"] == "") & (frame["preferred"] == "") & frame["change_printed"].isna()
    rows = frame[alone & (frame["domain"] == domain)]
    shows = [rows["kind"] == "actual", rows["of"].notna(), rows["period"] == "FY", rows["percent"].notna()]
    best = sum(test.astype(int) * 2**weight for weight, test in enumerate(reversed(shows)))
    found = records(rows.assign(best=best).nlargest(1, "best"))
    return found[0] if found else None


def _printed(row: Row, column: str, semicolons: bool) -> str:
    """A cell as it would stand in the file."""
    value = row[f"{column}_text"] if column in ("percent", "value") else row[column]
    if pd.isna(value):
        return ""
    if column == "as_of":
        return str(value)[:10]
    cell = f"{value:g}" if isinstance(value, float) else str(value)
    return marked(cell, column, ";" if semicolons else ",")


def _package(folder: Path, semicolons: bool) -> dict[str, str]:
    """The description of the tables: that of the data it starts from, without what is not the office's."""
    package: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for foreign in ("licenses", "contributors", "keywords", "homepage"):
        package.pop(foreign, None)
    package |= {
        "name": "my-figures",
        "title": "Figures of our office",
        "description": "What these figures are, who keeps them, and for whom.",
        "version": "0.1",
        "created": f"{date.today().isoformat()}T00:00:00Z",  # noqa: DTZ011 - the office's own day
    }
    held = {file.name for file in folder.glob("*.schema.json")}
    if (
        "valued.schema.json" in held
    ):  # the office's files have the column of scores and amounts from the start
        for resource in package["resources"]:
            if resource.get("schema") == "observation.schema.json":
                resource["schema"] = "valued.schema.json"
    package["resources"] = [one for one in package["resources"] if one["name"] != "changes"]
    for resource in package["resources"]:
        known = SIDE_TABLES.get(resource["name"])
        if known and isinstance(resource["schema"], dict):  # columns that came later are there from the start
            fields = {field["name"]: field for field in resource["schema"]["fields"]}
            resource["schema"]["fields"] = [
                fields.get(name, {"name": name, "type": "string"}) for name in known[0]
            ]
    schemas = {name: json.loads((folder / name).read_text(encoding="utf-8")) for name in held}
    if semicolons:
        for resource in package["resources"]:
            resource["dialect"] = {"delimiter": ";"}
        for field in (field for schema in schemas.values() for field in schema["fields"]):
            if field["type"] == "number":
                field["decimalChar"] = ","
    contents = {"datapackage.json": package, **schemas}
    return {
        name: json.dumps(content, ensure_ascii=False, indent=2) + "\n" for name, content in contents.items()
    }


def _readme(data: Dataset, examples: Sequence[Row], semicolons: bool) -> str:
    from jinja2 import Environment, FileSystemLoader

    environment = Environment(loader=FileSystemLoader(_TEMPLATES), keep_trailing_newline=True)
    return environment.get_template("README.md.j2").render(
        domains=list(data.catalog.domain_names.values()),
        examples=[_explained(data, row, semicolons) for row in examples],
    )


def _explained(data: Dataset, row: Row, semicolons: bool) -> dict[str, Any]:
    known = data.catalog
    indicator = known.indicators[row["indicator"], row["category"]]
    province = known.provinces[row["province"]]
    basis = known.basis_names.get(row["of_basis"], {})
    cells = [(name, _printed(row, name, semicolons)) for name in OBSERVATION_COLUMNS if name != "note"]
    return {
        **{name: row[name] for name in ("year", "period", "as_printed", "source")},
        "file": row["file"],
        "province_vi": province.name_vi,
        "province_en": province.name_en,
        "body_vi": data.catalog.body_name(row["body"], province, "vi", short=True),
        "body_en": data.catalog.body_name(row["body"], province, "en", short=True),
        "label_vi": indicator.label_vi,
        "label_en": indicator.label_en,
        "basis_en": basis.get("name_en", ""),
        "cells": [(name, cell) for name, cell in cells if cell],
    }
