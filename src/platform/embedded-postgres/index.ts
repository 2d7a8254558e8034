export { type Embedded, type LaunchOptions, launchEmbedded } from './launch.ts'
export { findDataFolder } from './place.ts'
export { type LaunchReason, type LaunchRefusal, sentenceOf } from './refusals.ts'
