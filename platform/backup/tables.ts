import type pg from "pg";

export interface TableShape {
  /** schema.table, quoted where needed */
  readonly name: string;
  readonly columns: readonly string[];
  readonly key: readonly string[];
}

const schemasOfOthers = ["pg_catalog", "information_schema", "graphile_worker", "pg_toast"];
/** Not data: what the migrations wrote, counts of seconds, and connections' leavings. */
const left = new Set(["platform.migrations", "platform.throttle"]);

/** Every table of ours in an order in which foreign keys hold. */
export async function tablesInOrder(client: pg.ClientBase): Promise<TableShape[]> {
  const { rows } = await client.query(
    `select n.nspname || '.' || c.relname as name, c.oid::int as oid,
       (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
           and a.attgenerated = '') as columns,
       (select array_agg(a.attname::text order by array_position(i.indkey::int[], a.attnum::int))
         from pg_index i join pg_attribute a on a.attrelid = i.indrelid
           and a.attnum = any(i.indkey::int[])
         where i.indrelid = c.oid and i.indisprimary) as key,
       (select coalesce(array_agg(distinct f.confrelid::int), '{}') from pg_constraint f
         where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as needs
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not (n.nspname = any($1)) and n.nspname !~ '^pg_'
     order by 1`,
    [schemasOfOthers],
  );
  const waiting = rows.filter((row) => !left.has(row.name));
  const placed = new Set<number>();
  const ordered: TableShape[] = [];
  while (waiting.length > 0) {
    const next = waiting.findIndex((row) =>
      (row.needs as number[]).every(
        (oid) => placed.has(oid) || !waiting.some((w) => w.oid === oid),
      ),
    );
    const [row] = waiting.splice(Math.max(0, next), 1);
    placed.add(row.oid);
    ordered.push({ name: row.name, columns: row.columns, key: row.key ?? row.columns });
  }
  return ordered;
}
