export { checks } from './checks.ts'
export { countFigures, loadCitedFigures } from './commands/index.ts'
export { FAMILIES } from './families.ts'
export {
  type Amount,
  type CitedFigure,
  type ComputedFigure,
  type Edition,
  type Figure,
  type FiguresRefusal,
  type Heading,
  INDICATORS,
  type Indicator,
  isTableName,
  type Place,
  type PlaceKind,
  type Series,
  type SeriesBreak,
  type SeriesPart,
  type Source,
  type Sources,
  sumOfComputed,
  TABLE_NAMES,
  type Table,
  type TableName,
} from './model.ts'
export { A17, A38 } from './sectors.ts'
export { SIZES } from './sizes.ts'
export {
  type Comparison,
  findPlace,
  listCitedFigures,
  listPlaces,
  listSeries,
  readComparison,
  readEdition,
  readKeyFigures,
  readMapFigures,
  readTable,
} from './store/index.ts'
export { observatoryTasks } from './tasks.ts'
