import { frenchNumber } from '#kernel/french'
import type { PlaceFigure } from '../model.ts'
import { type Fault, readTable } from './columns.ts'

const COLUMNS = 'place,indicator,label,value,unit,vintage,producer,url,licence,nature,scope,note'.split(',')
const NATURES: readonly string[] = [
  'cited',
  'computed',
  'estimated',
  'secret',
  'missing',
] satisfies PlaceFigure['nature'][]

/** Reads the key figures: each with its source, or it is refused. */
export function readFigures(file: string, text: string | undefined, places: ReadonlySet<string>) {
  if (text === undefined) return { figures: [], faults: [] }
  const { rows, faults } = readTable(file, text, { required: COLUMNS })
  const wrong = rows.flatMap(({ line, cells }): readonly Fault[] => {
    const truths: readonly (readonly [boolean, string])[] = [
      [
        cells.place === 'territory' || places.has(cells.place!),
        `Le lieu « ${cells.place} » n’est pas connu : écrivez territory ou un code.`,
      ],
      [/^[a-z-]+$/.test(cells.indicator!), 'L’indicateur s’écrit en minuscules et tirets, comme ess-jobs.'],
      [cells.label !== '', 'Dites ce que le chiffre mesure (colonne label).'],
      [/^-?\d+([.,]\d+)?$/.test(cells.value!), `« ${cells.value} » n’est pas un nombre : écrivez-le sans espace.`],
      [
        cells.producer !== '' && cells.vintage !== '',
        'Un chiffre sans source n’est pas montré : dites qui le produit et de quand il date.',
      ],
      [cells.url === '' || /^https?:\/\//.test(cells.url!), 'L’adresse de la source commence par https://.'],
      [NATURES.includes(cells.nature!), `La nature du chiffre est l’une de : ${NATURES.join(', ')}.`],
    ]
    return truths.filter(([holds]) => !holds).map(([, sentence]) => ({ file, line, sentence }))
  })
  const figures = rows.map(
    ({ cells }): PlaceFigure => ({
      place: cells.place!,
      indicator: cells.indicator!,
      label: cells.label!,
      value: frenchNumber(Number(cells.value!.replace(',', '.'))),
      unit: cells.unit!,
      vintage: cells.vintage!,
      producer: cells.producer!,
      scope: cells.scope!,
      licence: cells.licence || null,
      url: cells.url || null,
      nature: cells.nature as PlaceFigure['nature'],
      note: cells.note || null,
    }),
  )
  return { figures, faults: [...faults, ...wrong] }
}
