// The journal's own thought is `#kernel/ledger`; that of the public budget is in `budget/`.
export type {
  Account,
  AccountId,
  Balance,
  Limit,
  Posted,
  Transfer,
  TransferId,
  TransferRefusal,
  TransferRequest,
} from '#kernel/ledger'
export type { Chain, Cursor, ExplainedPart, StatementLine, StatementPage, StatementQuery } from './ledger/index.ts'
