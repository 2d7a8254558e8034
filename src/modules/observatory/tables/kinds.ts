import { french } from '#kernel/french'
import { FAMILIES } from '../families.ts'
import { exactly, type Heading, ratioOf } from '../model.ts'
import { A17, A38, type Sector, UNKNOWN_SECTOR } from '../sectors.ts'
import { countedEstablishments, writtenShare } from '../sentences.ts'
import { SIZES } from '../sizes.ts'
import { COUNTED, type Column, FAMILY_COLUMNS, headingsOf, SHARES, SIZE_COLUMNS } from './columns.ts'
import { shareOf, wholeOf } from './counts.ts'
import { bodyOf, type Line, type TableInput, type TableKind } from './model.ts'

const TOTAL = { id: 'total', label: 'Ensemble' } as const

export const familles: TableKind = {
  title: 'L’ESS par famille',
  splits: ['none', 'family'],
  hasPlaces: false,
  hasYears: false,
  body: ({ place, counts }) => {
    const all = counts.cell({ place: place.code })
    const lines = [...FAMILIES, TOTAL].map(({ id, label }): Line => {
      const cell = counts.cell({ place: place.code, family: id })
      const amounts = COUNTED.map(({ amount }) => amount(cell, undefined, place))
      return { id, label, amounts: [...amounts, ratioOf(cell.establishments, all.establishments, 100)] }
    })
    const share: Heading = { id: 'part', label: 'Part dans l’ESS', unit: '%' }
    const { establishments } = counts.cell({ place: place.code, family: 'association' })
    return bodyOf(lines, [...headingsOf(COUNTED), share], {
      rowTitle: 'Famille',
      reading: french`${place.name}, on compte ${countedEstablishments(establishments)} d'associations, sur ${countedEstablishments(all.establishments)} de l'ESS.`,
      notes: [
        french`Les chiffres de l'Insee ne comptent pas les sociétés commerciales de l'ESS : comparez alors les quatre familles.`,
        STRUCTURES_NOTE,
      ],
    })
  },
}

export const secteurs: TableKind = {
  title: 'L’ESS par secteur, et sa part dans chacun',
  splits: ['none', 'a17'],
  hasPlaces: false,
  hasYears: false,
  body: (input) => sectorBody(input, 'a17', A17),
}

export const secteursDetail: TableKind = {
  title: 'L’ESS par secteur détaillé, et sa part dans chacun',
  splits: ['none', 'a38'],
  hasPlaces: false,
  hasYears: false,
  body: (input) => sectorBody(input, 'a38', A38),
}

export const famillesParSecteur: TableKind = {
  title: 'Les familles de l’ESS dans chaque secteur',
  splits: ['none', 'family', 'a17', 'family-a17'],
  hasPlaces: false,
  hasYears: false,
  body: ({ place, counts }) => {
    const lines = sectorHeadings('a17', A17).map(({ id, label }): Line => {
      const cells = FAMILY_COLUMNS.map(({ id: family }) => counts.cell({ place: place.code, sector: id, family }))
      return { id, label, amounts: cells.map(({ establishments }) => exactly(establishments)) }
    })
    const { establishments } = counts.cell({ place: place.code, sector: 'a17:OQ', family: 'association' })
    return bodyOf(lines, FAMILY_COLUMNS, {
      rowTitle: 'Secteur',
      reading: french`${place.name}, on compte ${countedEstablishments(establishments)} d'associations dans l'enseignement, la santé et l'action sociale.`,
      notes: [],
    })
  },
}

export const tailles: TableKind = {
  title: 'L’ESS par taille d’établissement',
  splits: ['none', 'family', 'size', 'family-size'],
  hasPlaces: false,
  hasYears: false,
  body: ({ place, counts }) => {
    const lines = [...SIZES, TOTAL].map(({ id, label }): Line => {
      const cells = FAMILY_COLUMNS.map(({ id: family }) => counts.cell({ place: place.code, size: id, family }))
      const cell = counts.cell({ place: place.code, size: id })
      const whole = counts.whole({ place: place.code, size: id })
      const shares = [wholeOf(whole, 'establishments'), shareOf(cell, whole, 'establishments')]
      return { id, label, amounts: [...cells.map(({ establishments }) => exactly(establishments)), ...shares] }
    })
    const { establishments } = counts.cell({ place: place.code, size: '1-9' })
    return bodyOf(lines, [...FAMILY_COLUMNS, ...headingsOf(SHARES.slice(0, 2))], {
      rowTitle: 'Taille',
      reading: french`${place.name}, on compte ${countedEstablishments(establishments)} de l'ESS qui ont de 1 à 9 salariés.`,
      notes: [],
    })
  },
}

export const secteursParTaille: TableKind = {
  title: 'Les tailles d’établissement dans chaque secteur de l’ESS',
  splits: ['none', 'a17', 'size', 'a17-size'],
  hasPlaces: false,
  hasYears: false,
  body: ({ place, counts }) => {
    const lines = sectorHeadings('a17', A17).map(({ id, label }): Line => {
      const cells = SIZE_COLUMNS.map(({ id: size }) => counts.cell({ place: place.code, sector: id, size }))
      return { id, label, amounts: cells.map(({ establishments }) => exactly(establishments)) }
    })
    const { establishments } = counts.cell({ place: place.code, sector: 'a17:OQ', size: '10-49' })
    return bodyOf(lines, SIZE_COLUMNS, {
      rowTitle: 'Secteur',
      reading: french`${place.name}, dans l'enseignement, la santé et l'action sociale, on compte ${countedEstablishments(establishments)} de l'ESS qui ont de 10 à 49 salariés.`,
      notes: [],
    })
  },
}

export const STRUCTURES_NOTE = french`Une structure qui a des établissements dans plusieurs lignes compte une fois dans chacune : la colonne des structures ne s'additionne pas.`

const SECTOR_COLUMNS: readonly Column[] = [...COUNTED, ...SHARES]

function sectorBody({ place, counts }: TableInput, level: 'a17' | 'a38', sectors: readonly Sector[]) {
  const lines = sectorHeadings(level, sectors).map(({ id, label }): Line => {
    const cell = counts.cell({ place: place.code, sector: id })
    const whole = counts.whole({ place: place.code, sector: id })
    return { id, label, amounts: SECTOR_COLUMNS.map(({ amount }) => amount(cell, whole, place)) }
  })
  const id = level === 'a17' ? 'a17:OQ' : 'a38:QB'
  const cell = counts.cell({ place: place.code, sector: id })
  const share = writtenShare(shareOf(cell, counts.whole({ place: place.code, sector: id }), 'employers'))
  const words = level === 'a17' ? french`l'enseignement, la santé et l'action sociale` : french`l'action sociale`
  const rest =
    share === null ? french` ; leur part n'est pas disponible` : french`, soit ${share} des employeurs de ce secteur`
  return bodyOf(lines, headingsOf(SECTOR_COLUMNS), {
    rowTitle: 'Secteur',
    reading: french`${place.name}, l'ESS a ${countedEstablishments(cell.employers, 'employeur')} dans ${words}${rest}.`,
    notes: [STRUCTURES_NOTE],
  })
}

function sectorHeadings(level: 'a17' | 'a38', sectors: readonly Sector[]): readonly Heading[] {
  return [
    ...sectors.map(({ code, label }) => ({ id: `${level}:${code}`, label })),
    { id: `${level}:${UNKNOWN_SECTOR}`, label: 'Activité non renseignée' },
    TOTAL,
  ]
}
