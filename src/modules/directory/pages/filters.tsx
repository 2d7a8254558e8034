import { Button } from '#ui/action'
import { CommuneField } from '#ui/commune-field'
import { Filters } from '#ui/filters'
import { SelectField } from '#ui/form'
import { formatCount, formatInteger } from '#ui/format'
import { Icon } from '#ui/icon'
import { type Asked, addressOf, type Fields as Typed } from '../asked.ts'
import type { Atlas } from '../map/index.ts'
import type { Counts } from '../narrowing.ts'
import { EMPLOYERS, FAMILIES, NO_SECTOR, RECOGNITIONS, SECTORS, SIZES } from '../words.ts'

type Choice = { readonly value: string; readonly label: string }

/** One question for names, activities, places and numbers. The filters in force stay. */
export function QuestionField({ path, fields }: { readonly path: string; readonly fields: Typed }) {
  const { q: _, page: _page, tri, ...kept } = fields
  const keep = Object.entries({ ...kept, tri: tri === 'distance' ? tri : '' }).filter(([, value]) => value !== '')
  return (
    <search class="search directory-question">
      <form action={path} method="get">
        <label for="champ-question">Un nom, une activité, une commune, un numéro</label>
        <div class="search-line">
          <input
            id="champ-question"
            type="search"
            name="q"
            value={fields.q}
            maxlength={100}
            aria-describedby="aide-question"
          />
          <Button weight="quiet">
            <Icon name="search" /> Chercher
          </Button>
        </div>
        <p class="hint" id="aide-question">
          Par exemple : crèche Béthune, ressourcerie, un SIREN ou un numéro RNA. Les accents ne comptent pas.
        </p>
        {keep.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
      </form>
    </search>
  )
}

type FiltersProps = {
  readonly path: string
  readonly asked: Asked
  readonly counts: Counts
  readonly atlas: Atlas | undefined
}

/** What narrows the list; each choice says how many it would give with all the others. */
export function DirectoryFilters(props: FiltersProps) {
  const { path, asked, counts, atlas } = props
  const { fields } = asked
  return (
    <Filters
      action={path}
      active={asked.active.map(({ name, label }) => ({
        label,
        hrefWithout: addressOf(path, fields, { [name]: '', ...(name === 'commune' ? { tri: '' } : {}) }),
      }))}
      hrefWithoutAny={path}
      found={formatCount(counts.total, 'structure', 'structures')}
      total={formatInteger(counts.all)}
      keep={Object.fromEntries(Object.entries({ q: fields.q, tri: fields.tri }).filter(([, value]) => value !== ''))}
    >
      <Fields {...{ asked, counts, atlas }} />
    </Filters>
  )
}

function Fields({ asked: { fields }, counts, atlas }: Pick<FiltersProps, 'asked' | 'counts' | 'atlas'>) {
  // The field shows a name; the address keeps the code.
  const communeName = atlas?.communeByCode.get(fields.commune)?.name ?? fields.commune
  const state = { values: { ...fields, commune: communeName }, errors: {} }
  return (
    <>
      <SelectField name="famille" label="Famille" state={state} optional empty="Toutes" options={families(counts)} />
      <SelectField name="secteur" label="Secteur" state={state} optional empty="Tous" options={sectors(counts)} />
      {atlas && (
        <>
          <SelectField
            name="epci"
            label="Groupement de communes"
            state={state}
            optional
            empty="Tous"
            options={epcis(atlas, counts)}
          />
          <CommuneField
            name="commune"
            label="Commune"
            state={state}
            optional
            hint="Son nom, même ancien, ou son code postal."
          />
        </>
      )}
      <SelectField
        name="reconnaissance"
        label="Reconnaissance"
        state={state}
        optional
        empty="Toutes"
        options={RECOGNITIONS.map(({ id, mark, short, kind }) =>
          choice(id, `${short}, ${kind.toLowerCase()}`, counts.mark.get(mark)),
        )}
      />
      <SelectField
        name="employeur"
        label="Employeur"
        state={state}
        optional
        empty="Tous"
        options={EMPLOYERS.map(({ id, label, bands }) => choice(id, label, sumOf(counts.employer, bands)))}
      />
      <SelectField
        name="taille"
        label="Nombre de salariés"
        state={state}
        optional
        empty="Tous"
        options={SIZES.map(({ id, label, bands }) => choice(id, label, sumOf(counts.size, bands)))}
      />
    </>
  )
}

/** Somebody's commune, then structures from the nearest: what the map says, in words. */
export function NearField({ path, asked }: { readonly path: string; readonly asked: Asked }) {
  // What was typed here and is no commune comes back, to be mended.
  const typed = asked.fields.tri === 'distance' ? asked.fields.commune : ''
  const state = { values: { commune: asked.from?.name ?? typed }, errors: {} }
  return (
    <search class="commune-search">
      <form action={path} method="get">
        <CommuneField
          name="commune"
          id="pres-de"
          label="Près de chez moi"
          hint="Votre commune, ou son code postal."
          state={state}
        />
        <input type="hidden" name="tri" value="distance" />
        <Button weight="quiet">
          <Icon name="place" /> Voir les plus proches
        </Button>
      </form>
    </search>
  )
}

function families(counts: Counts): readonly Choice[] {
  return FAMILIES.map(({ id, family, many }) => choice(id, many, counts.family.get(family)))
}

function sectors(counts: Counts): readonly Choice[] {
  return [...SECTORS, NO_SECTOR].map(({ id, label, divisions }) => choice(id, label, sumOf(counts.division, divisions)))
}

function epcis(atlas: Atlas, counts: Counts): readonly Choice[] {
  const sorted = atlas.epcis.toSorted((one, other) => FRENCH.compare(one.name, other.name))
  return sorted.map(({ code, name }) => choice(code, name, counts.epci.get(code)))
}

function choice(value: string, label: string, count = 0): Choice {
  return { value, label: `${label} (${formatInteger(count)})` }
}

export function sumOf(counts: ReadonlyMap<string, number>, keys: readonly string[]): number {
  return keys.reduce((sum, key) => sum + (counts.get(key) ?? 0), 0)
}

const FRENCH = new Intl.Collator('fr')
