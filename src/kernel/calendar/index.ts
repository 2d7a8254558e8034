export {
  addDays,
  addMonthsToDay,
  type Day,
  daysBetween,
  isDay,
  isMonth,
  type Month,
  monthOf,
  monthsFrom,
  weekdayOf,
  weeksOf,
  writtenDay,
  writtenMonth,
} from './days.ts'
export { readTime, type Time, type TimeFault, writtenTime } from './times.ts'
export { dayIn, endOfDay, instantsOf, offsetMinutes, summerOf, timeIn, type WallTime, wallTimeOf } from './zone.ts'
