export { type Courier, type Delivery, openCourier } from './courier.ts'
export { type MailMetrics, mailMetrics } from './metrics.ts'
export { type MailOptions, mailCrontab, mailTasks } from './tasks.ts'
export { textOf } from './text.ts'
