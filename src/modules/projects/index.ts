export type { CarryingOrganisation, Entry, Member, Part, Project, ProjectWords } from './model.ts'
