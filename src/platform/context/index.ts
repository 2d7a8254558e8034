export type { Actor, Context } from './context.ts'
export type {
  Algorithm,
  BudgetPart,
  Check,
  Contribution,
  Contributions,
  Dataset,
  DatasetCell,
  DatasetColumn,
  DeskContribution,
  DeskEvent,
  DeskTask,
  HomeEntry,
  HomeMap,
  HomeNow,
  HomePart,
  NavigationEntry,
  OrganisationPart,
  PersonalDataKind,
  Place,
  PlacePart,
  Purge,
  SearchGroup,
  SitemapEntry,
  SourcedFigure,
  SpacePart,
  Taggable,
  TaggableKind,
  TaggedThing,
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
export { readTags } from './tags.ts'
