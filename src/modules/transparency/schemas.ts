import type { TableSchema } from '#kernel/tabular'
import projects from '../../../data/schemas/betagouv-projets-territoire-0.1.0.json' with { type: 'json' }
import dataSubvention from '../../../data/schemas/betagouv-scdl-subvention-datasubvention.json' with { type: 'json' }
import schemes from '../../../data/schemas/etalab-dispositif-aide-0.2.0.json' with { type: 'json' }
import mediation from '../../../data/schemas/lamednum-standard-mediation-num-1.0.1.json' with { type: 'json' }
import budget from '../../../data/schemas/scdl-budget-0.8.3.json' with { type: 'json' }
import catalogue from '../../../data/schemas/scdl-catalogue-0.1.3.json' with { type: 'json' }
import deliberations from '../../../data/schemas/scdl-deliberations-2.1.5.json' with { type: 'json' }
import equipment from '../../../data/schemas/scdl-equipements-0.1.5.json' with { type: 'json' }
import subsidies from '../../../data/schemas/scdl-subventions-2.1.1.json' with { type: 'json' }

export type KnownSchema = { readonly name: string; readonly label: string; readonly schema: TableSchema }

/** The schemas a file can be checked with, those of this policy first. */
export const SCHEMAS: readonly KnownSchema[] = [
  known('scdl-subventions-2.1.1', 'Subventions (SCDL 2.1.1)', subsidies),
  known('scdl-budget-0.8.3', 'Budget (SCDL 0.8.3)', budget),
  known('scdl-deliberations-2.1.5', 'Délibérations (SCDL 2.1.5)', deliberations),
  known('scdl-catalogue-0.1.3', 'Catalogue de données (SCDL 0.1.3)', catalogue),
  known('scdl-equipements-0.1.5', 'Équipements (SCDL 0.1.5)', equipment),
  known('betagouv-scdl-subvention-datasubvention', 'Subventions (Data.Subvention)', dataSubvention),
  known('etalab-dispositif-aide-0.2.0', 'Dispositifs d’aide (Etalab 0.2.0)', schemes),
  known('lamednum-standard-mediation-num-1.0.1', 'Lieux de médiation numérique (1.0.1)', mediation),
  known('betagouv-projets-territoire-0.1.0', 'Projets de territoire (0.1.0)', projects),
]

// A schema is read as it was published: what it does not say is not in the type.
function known(name: string, label: string, schema: unknown): KnownSchema {
  return { name, label, schema: schema as TableSchema }
}
