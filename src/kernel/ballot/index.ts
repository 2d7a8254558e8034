export {
  type BundleInput,
  bundleFiles,
  certificateFile,
  closeLeafOf,
  headsText,
  keysText,
  openingLeafOf,
  openingText,
  resultLeafOf,
} from './bundle.ts'
export { paperHash, setHash } from './hashes.ts'
export { encodeLeaf, parseLeaf } from './leaf.ts'
export { fingerprintOf, manifestText, parseManifest, plaintextLengthFor, sentenceOfManifestFault } from './manifest.ts'
export * from './manifest-model.ts'
export * from './model.ts'
export { type OpenProgress, openAll } from './open.ts'
export { ballotsPb, type Channel, type Published, type PublishedBallot, readPublished } from './pb.ts'
export { areChoicesRight, type BallotForm, decodeBallot, encodeBallot } from './plaintext.ts'
export { parseReceipt, receiptText, sentenceOfReceiptFault } from './receipt.ts'
export { resultText } from './result.ts'
export { envelopeHashOf, makeBureauKey, openEnvelope, openerOf, publicKeyOf, rebuildKey, sealBallot } from './seal.ts'
export { type Fate, type Story, storyOf } from './story.ts'
export { parseTracker, sentenceOfTrackerFault, trackerText } from './tracker.ts'
export * from './verification-model.ts'
export { verifyBundle } from './verify.ts'
export { type CollegeCount, type WeightedOption, type WeightedReport, weightedReport } from './weighted.ts'
