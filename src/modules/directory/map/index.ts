export { type Atlas, type Geography, geographyOf } from './geography.ts'
export { placeNames } from './place-names.ts'
