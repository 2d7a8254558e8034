import { type Kysely, sql } from 'kysely'
import type { DB } from '../types.generated.ts'

/** Everything a database declares, one text by object: « table poll », « column poll.slug », « trigger poll.… ». */
export type Catalogue = ReadonlyMap<string, string>

/** Reads what the schemas of our own declare: never the rows, never the tables of graphile-worker. */
export async function readCatalogue(db: Kysely<DB>): Promise<Catalogue> {
  const { rows } = await sql<{ name: string; definition: string }>`${sql.raw(CATALOGUE)}`.execute(db)
  return new Map(rows.map(({ name, definition }) => [name, definition]))
}

/** The differences in plain words, one by object; none when both declare the same. */
export function catalogueDifference(
  left: { readonly label: string; readonly catalogue: Catalogue },
  right: { readonly label: string; readonly catalogue: Catalogue },
): readonly string[] {
  const names = [...new Set([...left.catalogue.keys(), ...right.catalogue.keys()])].sort()
  return names.flatMap((name) => {
    const [a, b] = [left.catalogue.get(name), right.catalogue.get(name)]
    if (a === b) return []
    if (a === undefined) return [`${name}: only in ${right.label}\n    ${b}`]
    if (b === undefined) return [`${name}: only in ${left.label}\n    ${a}`]
    return [`${name}: differs\n    ${left.label}: ${a}\n    ${right.label}: ${b}`]
  })
}

// PostgreSQL 18 lists NOT NULL among constraints, 15 does not: they are read from the columns. Extensions bring objects of
// their own, which pg_depend tells ('e').
const CATALOGUE = `
WITH relations AS (
  SELECT c.oid, c.relname, c.relkind, c.relacl, c.reloptions, c.relowner, c.relrowsecurity, c.relforcerowsecurity
  FROM pg_class AS c
  WHERE c.relnamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = c.oid AND classid = 'pg_class'::regclass AND deptype = 'e')
),
functions AS (
  SELECT p.* FROM pg_proc AS p
  WHERE p.pronamespace = 'public'::regnamespace AND p.prokind IN ('f', 'p')
    AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = p.oid AND classid = 'pg_proc'::regclass AND deptype = 'e')
)
SELECT CASE relkind WHEN 'v' THEN 'view ' WHEN 'm' THEN 'view ' WHEN 'S' THEN 'sequence ' ELSE 'table ' END || relname AS name,
       concat_ws('; ', 'kind ' || relkind::text, 'owner ' || relowner::regrole::text, 'options ' || reloptions::text,
         'rights ' || sorted_rights(relacl), 'row security ' || nullif(relrowsecurity::text || relforcerowsecurity::text, 'falsefalse'),
         CASE WHEN relkind IN ('v', 'm') THEN pg_get_viewdef(oid) END,
         'comment ' || quote_literal(obj_description(oid, 'pg_class'))) AS definition
FROM relations WHERE relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
UNION ALL
SELECT 'column ' || relname || '.' || attname,
       concat_ws('; ', format_type(atttypid, atttypmod), CASE WHEN attnotnull THEN 'not null' END,
         'default ' || pg_get_expr(adbin, adrelid), 'identity ' || nullif(attidentity::text, ''), 'generated ' || nullif(attgenerated::text, ''),
         'collation ' || nullif(attcollation, 0)::regcollation::text, 'rights ' || sorted_rights(attacl),
         'comment ' || quote_literal(col_description(relations.oid, attnum)))
FROM relations JOIN pg_attribute ON attrelid = relations.oid AND attnum > 0 AND NOT attisdropped
LEFT JOIN pg_attrdef ON adrelid = relations.oid AND adnum = attnum
WHERE relkind IN ('r', 'p', 'v', 'm', 'f')
UNION ALL
SELECT 'constraint ' || coalesce(relname || '.', '') || conname,
       concat_ws('; ', pg_get_constraintdef(pg_constraint.oid), CASE WHEN NOT convalidated THEN 'not validated' END,
         'comment ' || quote_literal(obj_description(pg_constraint.oid, 'pg_constraint')))
FROM pg_constraint LEFT JOIN relations ON relations.oid = conrelid
WHERE connamespace = 'public'::regnamespace AND contype <> 'n' AND (conrelid = 0 OR relname IS NOT NULL)
UNION ALL
SELECT 'index ' || i.relname, concat_ws('; ', pg_get_indexdef(indexrelid), CASE WHEN NOT indisvalid THEN 'not valid' END)
FROM pg_index JOIN relations ON relations.oid = indrelid JOIN pg_class AS i ON i.oid = indexrelid
UNION ALL
SELECT 'trigger ' || relname || '.' || tgname, pg_get_triggerdef(pg_trigger.oid) || '; enabled ' || tgenabled::text
FROM pg_trigger JOIN relations ON relations.oid = tgrelid WHERE NOT tgisinternal
UNION ALL
SELECT 'policy ' || relname || '.' || polname,
       concat_ws('; ', polcmd, polpermissive, polroles::regrole[]::text, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
FROM pg_policy JOIN relations ON relations.oid = polrelid
UNION ALL
SELECT 'function ' || oid::regprocedure::text,
       concat_ws('; ', pg_get_functiondef(oid), 'owner ' || proowner::regrole::text, 'rights ' || sorted_rights(proacl),
         'comment ' || quote_literal(obj_description(oid, 'pg_proc')))
FROM functions
UNION ALL
SELECT 'type ' || t.oid::regtype::text,
       concat_ws('; ', 'values ' || (SELECT string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid),
         'domain of ' || format_type(nullif(typbasetype, 0), typtypmod), CASE WHEN typnotnull THEN 'not null' END,
         'comment ' || quote_literal(obj_description(t.oid, 'pg_type')))
FROM pg_type AS t WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd')
  AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = t.oid AND classid = 'pg_type'::regclass AND deptype = 'e')
UNION ALL
SELECT 'extension ' || extname, extnamespace::regnamespace::text FROM pg_extension
UNION ALL
SELECT 'schema ' || nspname, concat_ws('; ', 'rights ' || sorted_rights(nspacl)) FROM pg_namespace
WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
UNION ALL
SELECT concat_ws(' ', 'default rights', defaclnamespace::regnamespace, defaclobjtype), 'rights ' || sorted_rights(defaclacl)
FROM pg_default_acl`
  // Rights are listed in the order they were given: sorted, two roads to the same rights read the same.
  .replaceAll(
    /sorted_rights\((\w+)\)/g,
    "(SELECT string_agg(one::text, ', ' ORDER BY one::text) FROM unnest($1) AS one)",
  )
