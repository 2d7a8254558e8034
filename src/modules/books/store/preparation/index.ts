export { findLastLine, listLinesBefore } from './before.ts'
export {
  findCampaign,
  insertCampaign,
  insertDemand,
  insertDemandStep,
  listCampaigns,
  listDemands,
  listLevels,
  lockCampaign,
  markProposed,
  raiseVersion,
  storeLevels,
} from './campaigns.ts'
export { wordsOfPerson } from './personal.ts'
export { listPosts, storePosts } from './posts.ts'
