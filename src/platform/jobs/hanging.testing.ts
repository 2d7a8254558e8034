// A process of its own for a test: it takes a job, says so, and never ends it.
import { startJobs } from './start.ts'

const quiet = () => {}
await startJobs({
  connection: JSON.parse(process.argv[2]!),
  context: {},
  log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  tasks: {
    hang: () => {
      console.log('taken')
      return new Promise(() => {})
    },
  },
})
