import type { Family } from '../specimen.tsx'
import { ACTIONS } from './actions.tsx'
import { FIGURES } from './figures.tsx'
import { FORMS } from './forms.tsx'
import { LISTS } from './lists.tsx'
import { MESSAGES } from './messages.tsx'
import { OBSERVATORY } from './observatory.tsx'
import { STORIES } from './stories.tsx'

/** The pages of the catalogue, in the order they are read. */
export const FAMILIES: readonly Family[] = [STORIES, ACTIONS, FORMS, MESSAGES, LISTS, FIGURES, OBSERVATORY]
