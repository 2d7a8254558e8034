export { listDeMinimis, listOwnDeMinimis, listYearTotals, monthTotalsOf } from './counters.ts'
export {
  type After,
  countGrants,
  findByEngagement,
  findGrant,
  insertGrant,
  isGrantKnown,
  lastChange,
  listGrants,
  markPublished,
  type Narrowing,
  readPublished,
  rewriteGrant,
  tieEngagement,
} from './grants.ts'
export {
  acceptLines,
  countImport,
  countNew,
  findImport,
  type GrantImport,
  insertFaults,
  insertImport,
  insertLines,
  type KeyedLine,
  listFaults,
  listImports,
  lockImport,
  settleImport,
} from './imports.ts'
export { findGrantOfPayment, findMoney, listEngagementsOf, type Money } from './money.ts'
export { choosePublished } from './published.ts'
export { readSettings, storeSetting } from './settings.ts'
export {
  type DeclaredAid,
  deleteDeclaredAid,
  deleteMembership,
  holdUndertakings,
  insertDeclaredAid,
  insertMembership,
  listDeclaredAids,
  listMemberships,
  type Membership,
  membershipsAround,
} from './undertakings.ts'
export { weighGrant } from './weigh.ts'
