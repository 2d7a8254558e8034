export { listTeamsOf, removeFromTeams } from './people.ts'
