"""The stack of the two systems that this plugin takes the place of: SQLAlchemy's ORM, csv, XlsxWriter."""

import csv
import json
import os
import time

from sqlalchemy import create_engine, text
from sqlalchemy.ext.automap import automap_base
from sqlalchemy.orm import Session

ENV = os.environ
COLUMNS = ENV["BENCH_COLUMNS"].split(",")
URLS = {
    "sqlite": "sqlite:///" + ENV.get("DATABASE_FILENAME", ""),
    "postgres": "postgresql+psycopg2://postgres@127.0.0.1/" + ENV.get("DATABASE_NAME", ""),
}
BATCH = 1000


engine = create_engine(URLS[ENV["DATABASE_CLIENT"]])
base = automap_base()
base.prepare(engine, reflect=True)
model = getattr(base.classes, ENV["BENCH_TABLE"])


def rows():
    with Session(engine) as session:
        query = session.query(model).filter(text(ENV["BENCH_WHERE"])).order_by(model.id)
        for row in query.execution_options(stream_results=True).yield_per(BATCH):
            yield [getattr(row, name) for name in COLUMNS]


def write_csv():
    with open(ENV["BENCH_FILE"], "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(rows())


def write_xlsx():
    import xlsxwriter

    workbook = xlsxwriter.Workbook(ENV["BENCH_FILE"], {"constant_memory": True, "default_date_format": "yyyy-mm-dd"})
    sheet = workbook.add_worksheet("Export")
    sheet.write_row(0, 0, COLUMNS)
    for at, row in enumerate(rows(), start=1):
        sheet.write_row(at, 0, [str(cell) if isinstance(cell, (list, dict)) else cell for cell in row])
    workbook.close()


started = time.perf_counter()
{"csv": write_csv, "xlsx": write_xlsx}[ENV["BENCH_FORMAT"]]()
print(json.dumps({"milliseconds": (time.perf_counter() - started) * 1000}))
