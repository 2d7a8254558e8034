// One user of an embedded PostgreSQL in a process of its own: tests make it leave, kill it, or give it another account.
// It prints what it got, leaves when its standard input ends, and exits with 3 when the server dies.
import { argv, stdin } from 'node:process'
import { launchEmbedded, sentenceOf } from '../index.ts'

const steps: string[] = []
const launched = await launchEmbedded({ ...JSON.parse(argv[2] ?? ''), onStep: (step: string) => steps.push(step) })

if (launched.ok) {
  const { adopted, firstStart, pid, host, dataFolder, exited } = launched.value
  console.log(JSON.stringify({ adopted, firstStart, pid, host, dataFolder, steps }))
  void exited.then(() => process.exit(3))
  stdin.resume().once('end', () => void launched.value.stop().then(() => process.exit(0)))
} else {
  const { refusal } = launched
  console.log(JSON.stringify({ reason: refusal.reason, sentence: sentenceOf(refusal), steps }))
}
