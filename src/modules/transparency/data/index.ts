export { type CatalogueFacts, dcatOf, scdlCatalogue } from './catalogue.ts'
export { bodyOf, csvOf, firstRows, jsonOf, textOf } from './files.ts'
