/** French typography, for every kernel that speaks to people. */
export { french, frenchNumber } from '../tally/french.ts'
