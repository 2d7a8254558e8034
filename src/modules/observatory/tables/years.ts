import { french } from '#kernel/french'
import { exactly, type Heading } from '../model.ts'
import { countedEstablishments } from '../sentences.ts'
import { bodyOf, type Line, type TableKind } from './model.ts'

/** The register keeps little of units that ceased before the end of 2002: what stood earlier cannot be counted again. */
export const FIRST_STANDING_YEAR = 2003

/** Before this year there is little to draw. */
const FIRST_YEAR = 1990

export const annees: TableKind = {
  title: 'Établissements de l’ESS ouverts et fermés chaque année',
  splits: ['none'],
  hasPlaces: false,
  hasYears: true,
  body: ({ place, years, edition }) => {
    const last = Number(/\d{4}/.exec(edition.vintage)?.[0] ?? 0)
    const told = years.filter(
      ({ family, year, opened, closed }) =>
        family === 'total' && year >= FIRST_YEAR && year <= last && opened + closed > 0,
    )
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

export const finAnnee: TableKind = {
  title: 'Établissements de l’ESS au 31 décembre de chaque année',
  splits: ['none'],
  hasPlaces: false,
  hasYears: true,
  body: ({ place, years }) => {
    const told = years.flatMap(({ family, year, standing }) =>
      family === 'total' && standing !== null ? [{ year, standing }] : [],
    )
    const lines = told.map(
      ({ year, standing }): Line => ({ id: String(year), label: String(year), amounts: [exactly(standing)] }),
    )
    const [first, last] = [told[0], told.at(-1)]
    return bodyOf(lines, STANDING_COLUMNS, {
      rowTitle: 'Année',
      reading:
        first && last
          ? french`${place.name}, le 31 décembre ${String(last.year)}, on compte ${countedEstablishments(last.standing)} de l'ESS ; le 31 décembre ${String(first.year)} : ${first.standing}.`
          : french`${place.name}, rien n'est encore compté.`,
      notes: [
        french`Recompté d'après les dates d'ouverture et de fermeture du registre, et selon le périmètre d'aujourd'hui : une structure qui a changé de forme ou d'activité est comptée comme elle est maintenant.`,
        french`Beaucoup d'associations s'arrêtent sans le dire au registre : il en garde trop, et la hausse paraît plus forte qu'elle n'est.`,
        french`Un établissement dont le registre ne donne pas la date d'ouverture n'est pas compté ici. Rien n'est recompté avant ${String(FIRST_STANDING_YEAR)} : le registre ne garde pas tout ce qui a fermé plus tôt.`,
      ],
    })
  },
}

const STANDING_COLUMNS: readonly Heading[] = [{ id: 'ouverts', label: 'Ouverts', unit: 'établissements' }]
