import {
  booleans,
  createOnly,
  dates,
  days,
  decimals,
  guids,
  integers,
  lookups,
  memos,
  moneys,
  noYes,
  picklists,
  readOnly,
  states,
  texts,
} from '../columns.ts';
import { business, salesTable } from '../common.ts';
import { table } from '../define.ts';
import {
  budgetStatuses,
  byDefault,
  communications,
  hotWarmCold,
  needs,
  purchaseProcesses,
  purchaseTimeframes,
  salesStages,
} from '../option-sets.ts';

const largest = 100_000_000_000_000;

export const opportunity = table({
  schemaName: 'Opportunity',
  entitySet: 'opportunities',
  collectionLabel: 'Opportunities',
  objectTypeCode: 3,
  primaryName: 'name',
  ...salesTable,
  wanted: 'name',
  initial: { opportunityratingcode: 2, salesstagecode: 1, prioritycode: 1, pricingerrorcode: 0 },
  columns: {
    ...business,
    ...guids('OpportunityId', createOnly),
    ...guids('StepId'),
    ...texts({ 100: 'EmailAddress', 200: 'StepName', 300: 'Name' }),
    ...texts({ 1250: 'TimeSpentByMeOnEmailAndMeetings' }, readOnly),
    ...memos({
      2000: `
        CurrentSituation CustomerNeed CustomerPainPoints Description ProposedSolution
        QualificationComments QuoteComments
      `,
    }),
    ...moneys('ActualValue BudgetAmount DiscountAmount EstimatedValue FreightAmount', {
      min: 0,
      max: largest,
    }),
    ...moneys(
      `TotalAmount TotalAmountLessFreight TotalDiscountAmount TotalLineItemAmount
      TotalLineItemDiscountAmount TotalTax`,
    ),
    ...decimals('DiscountPercentage', { min: 0, max: 100 }),
    ...integers('CloseProbability', { min: 0, max: 100 }),
    ...integers('TeamsFollowed', { min: 0 }),
    ...dates('ActualCloseDate EstimatedCloseDate FinalDecisionDate'),
    ...days('ScheduleFollowup_Prospect ScheduleFollowup_Qualify ScheduleProposalMeeting'),
    ...booleans(
      `CaptureProposalFeedback CompleteFinalProposal CompleteInternalReview ConfirmInterest
      DecisionMaker DevelopProposal EvaluateFit FileDebrief IdentifyCompetitors
      IdentifyCustomerContacts IdentifyPursuitTeam ParticipatesInWorkflow
      PresentFinalProposal PresentProposal PursuitDecision ResolveFeedback SendThankYouNote`,
      false,
    ),
    ...booleans('IsRevenueSystemCalculated', false, ['User Provided', 'System Calculated']),
    ...booleans('IsPrivate', false, noYes, readOnly),
    ...picklists({
      BudgetStatus: budgetStatuses,
      InitialCommunication: communications,
      Need: needs,
      OpportunityRatingCode: hotWarmCold,
      PricingErrorCode: { 0: 'None', 1: 'Detail Error', 2: 'Missing Price Level' },
      PriorityCode: byDefault,
      PurchaseProcess: purchaseProcesses,
      PurchaseTimeframe: purchaseTimeframes,
      SalesStage: salesStages,
      SalesStageCode: byDefault,
      SkipPriceCalculation: { 0: 'DoPriceCalcAlways', 1: 'SkipPriceCalcOnRetrieve' },
      TimeLine: purchaseTimeframes,
    }),
    ...lookups({
      CampaignId: 'campaign',
      CustomerId: 'account contact',
      OriginatingLeadId: 'lead',
      ParentAccountId: 'account',
      ParentContactId: 'contact',
      PriceLevelId: 'pricelevel',
    }),
    ...lookups({ AccountId: 'account', ContactId: 'contact' }, readOnly),
    ...states({
      0: { label: 'Open', statuses: { 1: 'In Progress', 2: 'On Hold' } },
      1: { label: 'Won', statuses: { 3: 'Won' }, through: 'WinOpportunity' },
      2: {
        label: 'Lost',
        statuses: { 4: 'Canceled', 5: 'Out-Sold' },
        through: 'LoseOpportunity',
      },
    }),
  },
  collections: {
    opportunitycompetitors_association: {
      table: 'competitor',
      through: { table: 'opportunitycompetitors', from: 'opportunityid', to: 'competitorid' },
    },
    Opportunity_OpportunityClose: { table: 'opportunityclose', via: 'opportunityid' },
    lead_qualifying_opportunity: { table: 'lead', via: 'qualifyingopportunityid' },
  },
});
