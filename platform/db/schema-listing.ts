import type pg from "pg";

/** Schemas of ours; graphile-worker keeps its own. */
const ours = `n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker', 'public')
  and n.nspname not like 'pg\\_%'`;

/** Each query answers `place` (schema.object) and `line`; the order is part of the query. */
const queries: Readonly<Record<string, string>> = {
  columns: `
    select n.nspname || '.' || c.relname as place,
      '  ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
        || case when a.attnotnull then ' not null' else '' end
        || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') as line
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where ${ours} and c.relkind in ('r', 'p', 'v', 'm') order by 1, a.attnum`,
  kind: `
    select n.nspname || '.' || c.relname as place, '  = '
      || case c.relkind when 'v' then 'view' when 'm' then 'materialized view' else 'table' end
      || case when c.relpersistence = 'u' then ', unlogged' else '' end
      || case when c.relrowsecurity then ', row security' else '' end as line
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and c.relkind in ('r', 'p', 'v', 'm') order by 1`,
  constraints: `
    select n.nspname || '.' || c.relname as place,
      '  ' || pg_get_constraintdef(k.oid) as line
    from pg_constraint k
    join pg_class c on c.oid = k.conrelid
    join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and k.contype <> 'n' order by 1, k.contype, 2`,
  indexes: `
    select n.nspname || '.' || c.relname as place,
      '  ' || regexp_replace(pg_get_indexdef(i.indexrelid), ' ON \\S+ USING', ' using') as line
    from pg_index i
    join pg_class c on c.oid = i.indrelid
    join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid
      and k.contype in ('p', 'u')) order by 1, 2`,
  policies: `
    select n.nspname || '.' || c.relname as place,
      '  policy ' || p.polname || ' using ' || pg_get_expr(p.polqual, p.polrelid)
        || coalesce(' check ' || pg_get_expr(p.polwithcheck, p.polrelid), '') as line
    from pg_policy p
    join pg_class c on c.oid = p.polrelid
    join pg_namespace n on n.oid = c.relnamespace
    where ${ours} order by 1, 2`,
  grants: `
    select n.nspname || '.' || c.relname as place,
      '  app may ' || string_agg(lower(g.privilege_type), ', ' order by g.privilege_type) as line
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    cross join lateral aclexplode(c.relacl) g
    where ${ours} and g.grantee = $1::regrole group by 1 order by 1`,
};

/** Functions are listed by signature and whether they run with their owner's rights. */
const functions = `
  select n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')'
    || ' returns ' || pg_get_function_result(p.oid)
    || case when p.prosecdef then ', security definer' else '' end
    || case when exists (select 1 from aclexplode(p.proacl) g
      where g.grantee = $1::regrole) then ', app may execute' else '' end as line
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${ours} order by 1`;

/**
 * The whole schema as text: tables, columns, types, defaults, constraints, indexes, policies and
 * the app role's rights. A change of it is seen in review, whatever the migration says.
 */
export async function schemaListing(owner: pg.Pool, appRole: string): Promise<string> {
  const lines = new Map<string, string[]>();
  for (const [name, query] of Object.entries(queries)) {
    const { rows } = await owner.query(query, name === "grants" ? [appRole] : []);
    for (const { place, line } of rows) {
      lines.set(place, [...(lines.get(place) ?? []), line]);
    }
  }
  const tables = [...lines].sort(([a], [b]) => (a < b ? -1 : 1));
  const made = await owner.query(functions, [appRole]);
  return [
    ...tables.map(([place, parts]) => `${place}\n${parts.join("\n")}\n`),
    ...made.rows.map((row) => `function ${row.line}`),
    "",
  ].join("\n");
}
