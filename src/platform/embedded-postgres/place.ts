import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { done, type Result, refuse } from '#kernel/result'
import { type Account, canEnter, findAccountForNewData, isRoot, myUid, nameOf } from './account.ts'
import { giveFolder, makeFolders, ownFolder, writeWhole } from './folders.ts'
import type { LaunchRefusal } from './refusals.ts'

/** Where one PostgreSQL lives, and under which account. Everything of it is inside `house`, mode 0700. */
export type Place = {
  readonly account: Account
  /** FILIGRANE_DATA, without links */
  readonly folder: string
  readonly house: string
  readonly data: string
  readonly sockets: string
  readonly log: string
  /** names this house on this machine */
  readonly key: string
}

/**
 * The folder of the data that belongs to a FILIGRANE_DATA, whether it exists or not.
 *
 * PostgreSQL's account may be unable to enter that folder (a clone in root's home): then `where` says where the data lie.
 */
export function findDataFolder(folder: string): string {
  return join(houseOf(existsSync(folder) ? realpathSync(folder) : resolve(folder)), 'data')
}

/** Finds or makes the place of the data; can be done by several processes at once. */
export async function settle(asked: string): Promise<Result<Place, LaunchRefusal>> {
  makeFolders(resolve(asked))
  const folder = realpathSync(asked)
  const house = await chooseHouse(folder)
  if (!house.ok) return house
  const account = house.value.account
  const path = house.value.path
  if (!(await canEnter(account, path))) return refuse(unreachable(folder, path))

  const key = shortHash(realpathSync(path))
  const sockets = socketFolder(path, account, key)
  return done({ account, folder, house: path, data: join(path, 'data'), sockets, log: join(path, 'postgres.log'), key })
}

type House = { readonly path: string; readonly account: Account }

async function chooseHouse(folder: string): Promise<Result<House, LaunchRefusal>> {
  const path = houseOf(folder)
  if (existsSync(path)) return enterHouse(path)
  if (existsSync(join(folder, 'where'))) {
    return refuse({ reason: 'data-missing', folder: path, detail: join(folder, 'where') })
  }
  const account = findAccountForNewData()
  if (!account) return refuse(noAccount(folder))
  if (!isRoot || (await canEnter(account, folder))) return buildHouse(path, account)

  const elsewhere = elsewhereOf(folder)
  makeFolders(dirname(elsewhere))
  const house = existsSync(elsewhere) ? enterHouse(elsewhere) : buildHouse(elsewhere, account)
  if (house.ok) writeWhole(join(folder, 'where'), `${elsewhere}\n`)
  return house
}

function houseOf(folder: string): string {
  const where = join(folder, 'where')
  return existsSync(where) ? readFileSync(where, 'utf8').trim() : join(folder, 'postgres')
}

function buildHouse(path: string, account: Account): Result<House, LaunchRefusal> {
  return ownFolder(path, account) ? done({ path, account }) : enterHouse(path)
}

/** Whose data they are decides the account: the server refuses data of somebody else. */
function enterHouse(path: string): Result<House, LaunchRefusal> {
  const owner = ownerOf(join(path, 'data')) ?? statSync(path)
  if (isRoot ? owner.uid !== 0 : owner.uid === myUid) return done({ path, account: accountOf(owner) })
  if (!isRoot) return refuse({ reason: 'foreign-owner', folder: path, detail: nameOf(owner.uid) })

  // A first start killed between the making of the folder and its gift left it empty, and root's; or it is being made.
  const account = findAccountForNewData()
  if (!account) return refuse(noAccount(path))
  if (readdirSync(path).length === 0) giveFolder(path, account)
  const now = ownerOf(join(path, 'data')) ?? statSync(path)
  if (now.uid === 0) return refuse({ reason: 'root-owned', folder: path, detail: account.name })
  return done({ path, account: accountOf(now) })
}

function ownerOf(data: string): Stats | undefined {
  try {
    return statSync(data)
  } catch {
    return undefined
  }
}

function accountOf(owner: Stats): Account {
  return { uid: owner.uid, gid: owner.gid, name: nameOf(owner.uid) }
}

function elsewhereOf(folder: string): string {
  return join('/var/lib/filigrane', shortHash(folder))
}

function shortHash(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 12)
}

/** Data that were moved with their clone into a closed home: the sentence gives the way out, made ready here. */
function unreachable(folder: string, house: string): LaunchRefusal {
  const movable = house === join(folder, 'postgres') && !existsSync(elsewhereOf(folder))
  if (movable) makeFolders(dirname(elsewhereOf(folder)))
  return { reason: 'folder-unreachable', folder: house, detail: movable ? elsewhereOf(folder) : '' }
}

function noAccount(folder: string): LaunchRefusal {
  return { reason: 'account-missing', folder, detail: 'ni « postgres » ni « nobody » n’existent sur cette machine' }
}

// The address of a Unix socket holds 107 bytes (unix(7)), the socket's own name included.
function socketFolder(house: string, account: Account, key: string): string {
  const inside = join(house, 'run')
  return Buffer.byteLength(`${inside}/.s.PGSQL.5432`) <= 107 ? inside : `/tmp/filigrane-${account.uid}-${key}`
}
