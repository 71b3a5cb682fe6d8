#!/usr/bin/env python3
"""Asks DuckDB, ClickHouse (chdb) and Polars the ten questions of the facts'
benchmark, over the same made-up documents, on as many threads as the facts
had; checks that all answers are equal, and prints how many times as long each
took. docs/benchmarks/facts.md says how to run it and what came out.

Every engine has its data in its own form in memory before it is timed:
DuckDB a table in the order of receipt, ClickHouse a MergeTree in that order,
Polars a data frame. Words are small numbers everywhere.
"""

import argparse
import math
import multiprocessing
import os
import pathlib
import shlex
import statistics
import subprocess
import sys
import time
import uuid

THREADS = 2
ROUNDS = 7
NO_NUMBER = -(2**31)
TODAY = 20780  # 2026-11-23, days since 1970
COLUMNS = {
    "company": "u1", "customer": "<u4", "kind": "u1", "channel": "u1", "delivery": "u1",
    "payment": "u1", "paid_by": "u1", "reason": "u1", "tells_opened": "u1",
    "received": "<i4", "received_on": "<i4", "issued": "<i4", "due": "<i4", "paid": "<i4", "closed": "<i4",
    "sent": "<i4", "delivered": "<i4", "opened": "<i4", "amount": "<i8", "outstanding": "<i8",
}
MAY_LACK = {"issued", "due", "paid", "closed", "sent", "delivered", "opened"}


def make_parquet(room):
    """Documents and customers as Parquet files, from the columns as exported."""
    import numpy as np
    import pyarrow as pa

    table = {}
    for name, kind in COLUMNS.items():
        values = np.fromfile(room / f"{name}.column", dtype=kind)
        lacking = values == NO_NUMBER if name in MAY_LACK else None
        table[name] = pa.array(values, mask=lacking)
    ids = np.fromfile(room / "id.column", dtype=">u8").reshape(-1, 2).astype("u8")
    table["id_high"], table["id_low"] = pa.array(ids[:, 0]), pa.array(ids[:, 1])
    # The last day to pay: a due date moves to the next bank day.
    due = np.fromfile(room / "due.column", dtype="<i4")
    days = {day: bank_day(day) for day in np.unique(due).tolist() if day != NO_NUMBER}
    known = np.array(sorted(days), dtype="i4")
    later = np.array([days[day] for day in known.tolist()], dtype="i4")
    lacking = due == NO_NUMBER
    last = later[np.searchsorted(known, np.where(lacking, known[0], due))]
    table["last_day"] = pa.array(last, mask=lacking)
    table["date"] = table["received_on"].cast(pa.date32())
    write(room / "documents.parquet", table)
    lines = (room / "customers").read_text().splitlines()
    names = [line.split("\t")[1] for line in lines]
    customers = {"customer": np.arange(len(names), dtype="u4"), "name": names}
    write(room / "customers.parquet", customers)


def write(path, columns):
    """A Parquet file in which only columns that lack values may."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.table(columns)
    fields = [field.with_nullable(table[field.name].null_count > 0) for field in table.schema]
    pq.write_table(table.cast(pa.schema(fields)), path, compression="zstd")


def bank_day(day):
    import datetime

    date = datetime.date(1970, 1, 1) + datetime.timedelta(days=day)
    while date.weekday() > 4 or is_holiday(date):
        date += datetime.timedelta(days=1)
    return (date - datetime.date(1970, 1, 1)).days


def is_holiday(date):
    import datetime

    a, b, c = date.year % 19, date.year // 100, date.year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * i) // 451
    month, day = divmod(h + i - 7 * m + 114, 31)
    easter = datetime.date(date.year, month, day + 1)
    fixed = (date.month, date.day) in {(1, 1), (5, 1), (5, 17), (12, 25), (12, 26)}
    return fixed or (date - easter).days in {-3, -2, 1, 39, 50}


class Words:
    """What the numbers in the columns stand for."""

    def __init__(self, room):
        self.of, self.number = {}, {}
        for line in (room / "words").read_text().splitlines():
            vocabulary, number, word = line.split("\t")
            self.of[vocabulary, int(number)] = word
            self.number[vocabulary, word] = int(number)
        companies = (room / "companies").read_text().splitlines()
        self.companies = [line.split("\t")[0] for line in companies]
        self.customers = [line.split("\t")[0] for line in (room / "customers").open()]


def month(date):
    return f"{date:%Y-%m}"


def week(date):
    year, number, _ = date.isocalendar()
    return f"{year}-W{number:02}"


# The questions in SQL that both databases read alike; `{…}` is filled in.
SQL = {
    "Q1": """SELECT delivery, payment, channel, kind, count(*) n, sum(amount) s FROM documents
        WHERE received_on BETWEEN {today}-29 AND {today} GROUP BY ALL""",
    "Q2": """SELECT {month} m, channel, count(*) n, sum(amount) s FROM documents GROUP BY ALL""",
    "Q3": """SELECT channel, count(*) n,
            count(CASE WHEN tells_opened=1 AND opened IS NOT NULL AND delivered IS NOT NULL THEN 1 END),
            count(paid), count(CASE WHEN paid <= last_day THEN 1 END),
            {q}(0.5, paid - issued), {q}(0.9, paid - issued),
            {q}(0.5, CASE WHEN tells_opened=1 AND delivered IS NOT NULL
                THEN {div}(opened - delivered, 60) END)
        FROM documents WHERE kind={invoice} GROUP BY channel""",
    "Q4": """SELECT id_high, id_low FROM documents WHERE {list}
        ORDER BY received DESC, id_high DESC, id_low DESC LIMIT 50""",
    "Q4 facets": """SELECT company, channel, payment, count(*) FROM documents
        WHERE received_on BETWEEN {today}-59 AND {today} AND amount BETWEEN 100000 AND 1000000
        AND ((company IN (0,1,2))::INT + (channel IN {channels})::INT
            + (payment IN {payments})::INT) >= 2 GROUP BY ALL""",
    "Q5": """SELECT customer, count(*) n, sum(outstanding) s FROM documents
        WHERE last_day < {today} AND payment IN {waiting} GROUP BY customer
        ORDER BY s DESC, customer LIMIT 50""",
    "Q6": """SELECT customer, count(*) n, count(CASE WHEN paid <= last_day THEN 1 END) t,
            {q}(0.5, paid - last_day) m FROM documents WHERE paid IS NOT NULL AND due IS NOT NULL
        GROUP BY customer HAVING count(*) >= 5 ORDER BY m DESC, customer LIMIT 100""",
    "Q7": """SELECT company, channel, delivery, payment, count(*) n, sum(amount) s FROM documents
        WHERE received_on = {day} GROUP BY ALL""",
    "Q8": """SELECT reason, channel, {week} w, count(*) n, sum(amount) s FROM documents
        WHERE reason > 0 GROUP BY ALL""",
    "Q9": """SELECT channel, CASE WHEN paid IS NULL THEN 0 ELSE 1 END p,
            least(coalesce(paid, closed, {today}) - issued, 121) d, count(*) n
        FROM documents WHERE kind={invoice} GROUP BY ALL""",
    "Q10": """SELECT id_high, id_low FROM documents WHERE customer IN
        (SELECT customer FROM customers WHERE {name})
        ORDER BY received DESC, id_high DESC, id_low DESC LIMIT 50""",
    "Q10 total": """SELECT count(*) FROM documents WHERE customer IN
        (SELECT customer FROM customers WHERE {name})""",
}
LIST = """received_on BETWEEN {today}-59 AND {today} AND amount BETWEEN 100000 AND 1000000
    AND company IN (0,1,2) AND channel IN {channels} AND payment IN {payments}"""


def questions(words, **dialect):
    """The SQL of every question, in the dialect of an engine."""
    number = words.number
    some = lambda vocabulary, *wanted: str(tuple(number[vocabulary, word] for word in wanted))
    filled = dict(
        today=TODAY, day=TODAY - 39, invoice=number["kind", "invoice"],
        channels=some("channel", "efaktura", "email"), payments=some("payment", "open", "paid"),
        waiting=some("payment", "open", "scheduled", "part_paid", "reversed"), **dialect,
    )
    filled["list"] = LIST.format(**filled)
    return {name: text.format(**filled) for name, text in SQL.items()}


def ask(rows_of, words, name):
    """A question's answer in the form in which the facts give it."""
    of = lambda vocabulary, value: words.of[vocabulary, value]
    if name == "Q1":
        return [[of("delivery", d), of("payment", p), of("channel", c), of("kind", k), n, s]
                for d, p, c, k, n, s in rows_of("Q1")]
    if name == "Q2":
        return [[month(m), of("channel", c), n, s] for m, c, n, s in rows_of("Q2")]
    if name == "Q3":
        return [[of("channel", row[0]), *("" if v is None else v for v in row[1:7]),
                 row[7] if row[2] else ""] for row in rows_of("Q3")]
    if name == "Q4":
        return list_answer(rows_of("Q4"), rows_of("Q4 facets"), words)
    if name in ("Q5", "Q6"):
        return [[words.customers[row[0]], *row[1:]] for row in rows_of(name)]
    if name == "Q7":
        return [[words.companies[c], of("channel", h), of("delivery", d), of("payment", p), n, s]
                for c, h, d, p, n, s in rows_of("Q7")]
    if name == "Q8":
        return [[of("reason", r), of("channel", c), week(w), n, s] for r, c, w, n, s in rows_of("Q8")]
    if name == "Q9":
        return risk_answer(rows_of("Q9"), words)
    return [["total", rows_of("Q10 total")[0][0]], *([name_of(*row)] for row in rows_of("Q10"))]


def name_of(high, low):
    return str(uuid.UUID(int=high << 64 | low))


def list_answer(ids, groups, words):
    channels = {words.number["channel", word] for word in ("efaktura", "email")}
    payments = {words.number["payment", word] for word in ("open", "paid")}
    total, facets = 0, {}
    for company, channel, payment, n in groups:
        holds = {"company": company < 3, "channel": channel in channels, "payment": payment in payments}
        total += n if all(holds.values()) else 0
        shown = {"company": words.companies[company], "channel": words.of["channel", channel],
                 "payment": words.of["payment", payment]}
        for facet in holds:
            if all(held for key, held in holds.items() if key != facet):
                facets[facet, shown[facet]] = facets.get((facet, shown[facet]), 0) + n
    return [["total", total], *([name_of(*row)] for row in ids), *([*key, n] for key, n in facets.items())]


def risk_answer(rows, words):
    found = {}
    for channel, paid, day, n in rows:
        found.setdefault(channel, {})[paid, day] = n
    answer = []
    for channel, counts in found.items():
        at_risk = sum(counts.values())
        for day in range(121):
            reached, left = counts.get((1, day), 0), counts.get((0, day), 0)
            answer.append([words.of["channel", channel], day, at_risk, reached])
            at_risk -= reached + left
    return answer


NAMES = [f"Q{number}" for number in range(1, 11)]


def timed(rows_of, words):
    """Every question's answer, and of the rounds after the first the median
    time and the processor time for each thread, in ms."""
    answers, times = {}, {}
    for name in NAMES:
        answers[name] = ask(rows_of, words, name)
        spent, all_times = time.process_time(), []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            ask(rows_of, words, name)
            all_times.append((time.perf_counter() - began) * 1e3)
        spent = (time.process_time() - spent) * 1e3 / ROUNDS / THREADS
        times[name] = statistics.median(all_times), spent
    return answers, times


def duckdb(room):
    import duckdb

    words, base = Words(room), duckdb.connect()
    base.execute(f"SET threads={THREADS}")
    for table in ("documents", "customers"):
        base.execute(f"CREATE TABLE {table} AS SELECT * FROM '{room / table}.parquet'")
    sql = questions(words, q="quantile_disc_", div="", month="date_trunc('month', date)",
                    week="date_trunc('week', date)", name="contains(lower(name), 'tannlege')")
    for name in sql:
        sql[name] = duckdb_quantiles(sql[name])
    return timed(lambda name: base.execute(sql[name]).fetchall(), words)


def duckdb_quantiles(sql):
    """DuckDB has the share after the value, and its own sign for whole division."""
    import re

    sql = re.sub(r"quantile_disc_\((0\.\d), ((?:[^()]|\([^()]*\))*?)\)(?=[,\s])", r"quantile_disc(\2, \1)", sql)
    return sql.replace("(opened - delivered, 60)", "((opened - delivered) // 60)")


def chdb(room):
    from chdb import session

    words, base = Words(room), session.Session()
    order = {"documents": "received", "customers": "customer"}
    for table, key in order.items():
        base.query(f"CREATE TABLE {table} ENGINE = MergeTree ORDER BY {key} AS "
                   f"SELECT * FROM file('{room / table}.parquet')")
        base.query(f"OPTIMIZE TABLE {table} FINAL")
    sql = questions(words, q="quantileExactLow_", div="intDiv", month="toStartOfMonth(date)",
                    week="toMonday(date)", name="position(lower(name), 'tannlege') > 0")
    for name in sql:
        sql[name] = sql[name].replace("quantileExactLow_(0.5, ", "quantileExactLow(0.5)(")
        sql[name] = sql[name].replace("quantileExactLow_(0.9, ", "quantileExactLow(0.9)(")

    def rows_of(name):
        import pyarrow as pa

        answer = base.query(f"{sql[name]} SETTINGS max_threads={THREADS}", "Arrow")
        table = pa.ipc.open_file(answer.bytes()).read_all()
        return list(zip(*(column.to_pylist() for column in table.columns)))

    return timed(rows_of, words)


def polars(room):
    import polars as pl

    words = Words(room)
    documents = pl.read_parquet(room / "documents.parquet").rechunk()
    customers = pl.read_parquet(room / "customers.parquet").rechunk()
    number, c = words.number, pl.col
    channels = [number["channel", word] for word in ("efaktura", "email")]
    payments = [number["payment", word] for word in ("open", "paid")]
    waiting = [number["payment", word] for word in ("open", "scheduled", "part_paid", "reversed")]
    counted = [pl.len().cast(pl.Int64).alias("n"), c("amount").sum().alias("s")]
    days = lambda count: c("received_on").is_between(TODAY - count + 1, TODAY)
    invoice = c("kind") == number["kind", "invoice"]
    tells = (c("tells_opened") == 1) & c("delivered").is_not_null()
    in_list = [c("company") < 3, c("channel").is_in(channels), c("payment").is_in(payments)]
    amounts = c("amount").is_between(100_000, 1_000_000)
    newest = lambda frame: frame.sort(["received", "id_high", "id_low"], descending=True).head(50)
    ids = ["id_high", "id_low"]
    lazy = documents.lazy()
    named = customers.lazy().filter(c("name").str.to_lowercase().str.contains("tannlege", literal=True))
    of_name = lazy.join(named, on="customer", how="semi")
    day = pl.coalesce("paid", "closed", pl.lit(TODAY)) - c("issued")
    plans = {
        "Q1": lazy.filter(days(30)).group_by("delivery", "payment", "channel", "kind").agg(counted),
        "Q2": lazy.group_by(c("date").dt.truncate("1mo").alias("m"), "channel").agg(counted),
        "Q3": lazy.filter(invoice).group_by("channel").agg(
            pl.len(), (tells & c("opened").is_not_null()).sum(), c("paid").count().alias("paid_n"),
            (c("paid") <= c("last_day")).sum().alias("on_time"),
            (c("paid") - c("issued")).quantile(0.5, "lower").cast(pl.Int64).alias("half"),
            (c("paid") - c("issued")).quantile(0.9, "lower").cast(pl.Int64).alias("most"),
            pl.when(tells).then((c("opened") - c("delivered")) // 60).quantile(0.5, "lower")
            .cast(pl.Int64).alias("hours")),
        "Q4": newest(lazy.filter(days(60) & amounts & in_list[0] & in_list[1] & in_list[2])).select(ids),
        "Q4 facets": lazy.filter(days(60) & amounts & (pl.sum_horizontal(*in_list) >= 2))
        .group_by("company", "channel", "payment").agg(pl.len()),
        "Q5": lazy.filter((c("last_day") < TODAY) & c("payment").is_in(waiting)).group_by("customer")
        .agg(pl.len(), c("outstanding").sum().alias("s"))
        .sort(["s", "customer"], descending=[True, False]).head(50),
        "Q6": lazy.filter(c("paid").is_not_null() & c("due").is_not_null()).group_by("customer")
        .agg(pl.len().alias("n"), (c("paid") <= c("last_day")).sum().alias("t"),
             (c("paid") - c("last_day")).quantile(0.5, "lower").cast(pl.Int64).alias("m"))
        .filter(c("n") >= 5).sort(["m", "customer"], descending=[True, False]).head(100),
        "Q7": lazy.filter(c("received_on") == TODAY - 39)
        .group_by("company", "channel", "delivery", "payment").agg(counted),
        "Q8": lazy.filter(c("reason") > 0)
        .group_by("reason", "channel", c("date").dt.truncate("1w").alias("w")).agg(counted),
        "Q9": lazy.filter(invoice)
        .group_by("channel", c("paid").is_not_null().cast(pl.Int8).alias("p"),
                  pl.min_horizontal(day, pl.lit(121)).alias("d")).agg(pl.len()),
        "Q10": newest(of_name).select(ids),
        "Q10 total": of_name.select(pl.len()),
    }
    return timed(lambda name: plans[name].collect().rows(), words)


ENGINES = {"DuckDB": duckdb, "ClickHouse": chdb, "Polars": polars}


def apart(engine, room):
    """An engine in a process of its own, so that none has another's memory."""
    os.environ["POLARS_MAX_THREADS"] = str(THREADS)
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(ENGINES[engine], (room,))


def facts(command, documents, room):
    words = shlex.split(command) + ["--documents", str(documents), "--export", str(room)]
    subprocess.run(words, check=True)
    lines = (line.split("\t") for line in (room / "times").read_text().splitlines())
    times = {name: [float(value) for value in values] for name, *values in lines}
    answer = lambda name: (room / f"{name}.answer").read_text().splitlines()
    return {name: answer(name) for name in NAMES}, times


def lines(answer):
    return sorted("\t".join(str(cell) for cell in row) for row in answer)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--documents", type=int, default=1_000_000)
    parser.add_argument("--room", type=pathlib.Path, required=True, help="a directory with room for 2 kB a hundred documents")
    parser.add_argument("--command", default="cargo run --release -p utsyn -- bench facts")
    asked = parser.parse_args()
    asked.room.mkdir(parents=True, exist_ok=True)
    ours, our_times = facts(asked.command, asked.documents, asked.room)
    make_parquet(asked.room)
    print(f"\nload of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    found = {engine: apart(engine, asked.room) for engine in ENGINES}
    unequal = report(ours, our_times, found)
    sys.exit(f"unequal answers: {', '.join(unequal)}" if unequal else 0)


def report(ours, our_times, found):
    """Prints the times and ratios; gives the answers that are not equal."""
    unequal = [
        f"{name} of {engine}" for name in NAMES for engine, (answers, _) in found.items()
        if lines(answers[name]) != sorted(ours[name])
    ]
    # On a machine that others use too, the processor time is what compares.
    for title, which, our_which in (("median, ms", 0, 1), ("processor, ms", 1, 3)):
        ratios = []
        print(f"{title:<14}{'facts':>9}" + "".join(f"{engine:>12}" for engine in found) + f"{'best ÷ facts':>14}")
        for name in NAMES:
            theirs = {engine: times[name][which] for engine, (_, times) in found.items()}
            ours_took = our_times[name][our_which]
            ratios.append(min(theirs.values()) / ours_took)
            print(f"{name:<14}{ours_took:>9.2f}" + "".join(f"{took:>12.1f}" for took in theirs.values())
                  + f"{ratios[-1]:>14.1f}")
        mean = math.exp(sum(math.log(ratio) for ratio in ratios) / len(ratios))
        print(f"geometric mean of best ÷ facts: {mean:.1f}\n")
    print("all answers are equal" if not unequal else "UNEQUAL ANSWERS")
    return unequal


if __name__ == "__main__":
    main()
