import { french } from '#kernel/french'
import { type Amount, exactly, type Heading, type Place } from '../model.ts'
import { A17, UNKNOWN_SECTOR } from '../sectors.ts'
import { countedEstablishments, writtenShare } from '../sentences.ts'
import { ALL_COLUMNS, FAMILY_COLUMNS, headingsOf } from './columns.ts'
import { shareOf } from './counts.ts'
import { STRUCTURES_NOTE } from './kinds.ts'
import { bodyOf, type Line, type TableInput, type TableKind } from './model.ts'

export const reperes: TableKind = {
  title: 'Les chiffres clés de l’ESS',
  splits: ['none'],
  hasPlaces: false,
  hasYears: false,
  body: ({ place, counts }) => {
    const cell = counts.cell({ place: place.code })
    const whole = counts.whole({ place: place.code })
    const lines = ALL_COLUMNS.map(
      ({ amount, ...heading }): Line => ({ ...heading, amounts: [amount(cell, whole, place)] }),
    )
    return bodyOf(lines, [{ id: 'valeur', label: 'Valeur' }], {
      rowTitle: 'Chiffre',
      reading: french`${place.name}, on compte ${countedEstablishments(cell.establishments)} de l'ESS, dont ${cell.employers} ${cell.employers < 2 ? 'employeur' : 'employeurs'}.`,
      notes: [],
    })
  },
}

export const territoires: TableKind = {
  title: 'L’ESS d’un lieu à l’autre',
  splits: ['none'],
  hasPlaces: true,
  hasYears: false,
  body: (input) => {
    const { place, places, counts } = input
    const lines = places.map((each): Line => {
      const cell = counts.cell({ place: each.code })
      const whole = counts.whole({ place: each.code })
      return { ...headingOf(each), amounts: ALL_COLUMNS.map(({ amount }) => amount(cell, whole, each)) }
    })
    const cell = counts.cell({ place: place.code })
    const share = writtenShare(shareOf(cell, counts.whole({ place: place.code }), 'employers'))
    return bodyOf(lines, headingsOf(ALL_COLUMNS), {
      rowTitle: 'Lieu',
      reading:
        share === null
          ? french`${place.name}, on compte ${countedEstablishments(cell.employers, 'employeur')} de l'ESS ; leur part n'est pas disponible.`
          : french`${place.name}, ${share} des établissements employeurs sont de l'ESS.`,
      notes: [STRUCTURES_NOTE],
    })
  },
}

export const famillesParTerritoire: TableKind = {
  title: 'Les familles de l’ESS d’un lieu à l’autre',
  splits: ['none', 'family'],
  hasPlaces: true,
  hasYears: false,
  body: (input) => {
    const { establishments } = input.counts.cell({ place: input.place.code, family: 'association' })
    return bodyOf(
      crossed(input, (family) => ({ family })),
      FAMILY_COLUMNS,
      {
        rowTitle: 'Lieu',
        reading: french`${input.place.name}, on compte ${countedEstablishments(establishments)} d'associations.`,
        notes: [],
      },
    )
  },
}

export const secteursParTerritoire: TableKind = {
  title: 'Les secteurs de l’ESS d’un lieu à l’autre',
  splits: ['none', 'a17'],
  hasPlaces: true,
  hasYears: false,
  body: (input) => {
    const { establishments } = input.counts.cell({ place: input.place.code, sector: 'a17:OQ' })
    const columns = SECTORS.map((heading) => ({ ...heading, unit: 'établissements' }))
    return bodyOf(
      crossed(input, (sector) => ({ sector }), columns),
      columns,
      {
        rowTitle: 'Lieu',
        reading: french`${input.place.name}, on compte ${countedEstablishments(establishments)} de l'ESS dans l'enseignement, la santé et l'action sociale.`,
        notes: [],
      },
    )
  },
}

/** Before this year there is little to draw. */
const FIRST_YEAR = 1990

export const annees: TableKind = {
  title: 'Établissements de l’ESS ouverts et fermés chaque année',
  splits: ['none'],
  hasPlaces: false,
  hasYears: true,
  body: ({ place, years, edition }) => {
    const last = Number(/\d{4}/.exec(edition.vintage)?.[0] ?? 0)
    const told = years.filter(({ family, year }) => family === 'total' && year >= FIRST_YEAR && year <= last)
    const byYear = new Map(told.map((each) => [each.year, each]))
    const first = Math.min(last, ...byYear.keys())
    const lines = Array.from({ length: last - first + 1 }, (_, index): Line => {
      const year = first + index
      const { opened = 0, closed = 0 } = byYear.get(year) ?? {}
      const isWhole = year < last
      return {
        id: String(year),
        label: String(year),
        amounts: [exactly(opened), exactly(closed)],
        ...(isWhole ? {} : { note: french`Année en cours, jusqu'à la date du fichier.` }),
      }
    })
    const before = byYear.get(last - 1)
    return bodyOf(lines, YEAR_COLUMNS, {
      rowTitle: 'Année',
      reading: french`${place.name}, en ${String(last - 1)}, ouvertures d'établissements de l'ESS : ${before?.opened ?? 0} ; fermetures : ${before?.closed ?? 0}.`,
      notes: [
        french`Un établissement qui déménage ferme à un endroit et ouvre à un autre : ouvrir n'est pas toujours créer.`,
        french`Comptés selon le fichier en service : une fermeture ancienne peut n'y être plus.`,
      ],
    })
  },
}

const YEAR_COLUMNS: readonly Heading[] = [
  { id: 'ouverts', label: 'Ouverts', unit: 'établissements' },
  { id: 'fermes', label: 'Fermés', unit: 'établissements' },
]

const SECTORS: readonly Heading[] = [
  ...A17.map(({ code, label }) => ({ id: `a17:${code}`, label })),
  { id: `a17:${UNKNOWN_SECTOR}`, label: 'Activité non renseignée' },
  { id: 'total', label: 'Ensemble' },
]

function crossed(
  { places, counts }: TableInput,
  keyOf: (id: string) => { readonly family?: string; readonly sector?: string },
  columns: readonly Heading[] = FAMILY_COLUMNS,
): readonly Line[] {
  return places.map((place): Line => {
    const amounts = columns.map(
      ({ id }): Amount => exactly(counts.cell({ place: place.code, ...keyOf(id) }).establishments),
    )
    return { ...headingOf(place), amounts }
  })
}

function headingOf({ code, name, note }: Place): Heading {
  return { id: code, label: name, ...(note === null ? {} : { note }) }
}
