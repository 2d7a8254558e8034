export { closeInterest, declareInterest } from './interests.ts'
export { changeSetting, planMeeting } from './meetings.ts'
export { addBeneficiary, adoptProposed, openReport, recordStep, setDecidedAmount } from './reports.ts'
export { giveVisa } from './visas.ts'
