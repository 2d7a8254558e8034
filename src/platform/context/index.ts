export type { Actor, Context } from './context.ts'
export type {
  Check,
  Contribution,
  Contributions,
  DeskContribution,
  DeskEvent,
  DeskTask,
  HomeEntry,
  HomeMap,
  HomeNow,
  HomePart,
  OrganisationPart,
  PersonalDataKind,
  Place,
  PlacePart,
  Purge,
  SearchGroup,
  SitemapEntry,
  SourcedFigure,
  SpacePart,
} from './contributions.ts'
export { actingAs, createContext, type World } from './create.ts'
export { newIdAt } from './identifiers.ts'
export {
  type Accents,
  NO_SETTINGS,
  type Settings,
  withFictitiousNumber,
  withoutFictitiousNumber,
} from './settings.ts'
