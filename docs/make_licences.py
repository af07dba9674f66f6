"""Prints the licence of every package that is installed (make licences)."""

from importlib.metadata import distributions

if __name__ == "__main__":
    for package in sorted(distributions(), key=lambda each: each.name.lower()):
        meta = package.metadata
        said = meta.get("License-Expression") or (meta.get("License") or "").strip().partition("\n")[0]
        classified = [
            line.rpartition(" :: ")[2] for line in meta.get_all("Classifier") or [] if "License ::" in line
        ]
        print(f"{package.name} {package.version}: {said or ', '.join(classified) or 'see its licence file'}")
