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
