"""Prints the rows of every sheet of a workbook as one JSON array a line, header included."""
import datetime
import json
import sys

from openpyxl import load_workbook


def plain(value):
    if isinstance(value, datetime.datetime):
        return value.isoformat(timespec="milliseconds") + "Z"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return value.isoformat(timespec="milliseconds")
    return value


for sheet in load_workbook(sys.argv[1], read_only=True).worksheets:
    for row in sheet.iter_rows(values_only=True):
        print(json.dumps([plain(value) for value in row]))
