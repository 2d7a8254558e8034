export { loadCitedFigures } from './cite.ts'
export { countFigures } from './count.ts'
