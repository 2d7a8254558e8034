import { openCounter } from './count/counter.ts'
import { mountFinder } from './count/finder.ts'
import { mountRecount } from './count/recount.ts'
import { part } from './depouillement/dom.ts'

// The page « Vérifier »: the published ballots are read and counted in a Web Worker, with the kernel that counted them
// on the server. Nothing is fetched and no worker starts before the reader asks.

const place = part(document, '[data-recount]')
const { worker = '', ballots = '', size, report = '', certificate = '', sha256 = '' } = place.dataset

let counter: ReturnType<typeof openCounter> | undefined
const files = { ballots, size: Number(size) || undefined, report, certificate, sha256 }
const recount = mountRecount(place, files, () => (counter ??= openCounter(worker)))
mountFinder(part(document, '[data-find-ballot]'), recount)
