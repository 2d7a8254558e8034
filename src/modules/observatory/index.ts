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
