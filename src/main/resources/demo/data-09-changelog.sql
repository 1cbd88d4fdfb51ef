-- public release notes; then the identity sequences are set behind the explicit ids
BEGIN;
SET search_path = learnly;
INSERT INTO changelog_entry (id, slug, title, kind, feature_code, deploy_id, published_on, created_at, updated_at, body) VALUES
(1, '2025-01-offline-lessons', 'Offline Lessons are here', 'new', 'FEAT-OFFLINE', 1, '2025-01-14', '2025-01-14 12:00Z', '2025-01-14 12:00Z', 'Download lessons to the mobile app 6.0.0 and learn without a connection. 5 lessons per device on Starter, 25 on Pro, 100 on Business, 250 on Enterprise.'),
(2, '2025-01-scim-groups', 'SCIM Provisioning pushes groups', 'improved', 'FEAT-SCIM', 2, '2025-01-28', '2025-01-28 12:00Z', '2025-01-28 12:00Z', 'Enterprise directories can now push groups. Nested groups are ignored.'),
(3, '2025-02-captions-fixed', 'Captions are in step again', 'fixed', 'FEAT-CAPTION', 4, '2025-02-06', '2025-02-06 12:00Z', '2025-02-06 12:00Z', 'Captions of some videos lagged behind the speech since 4 February. We recomputed them; locked captions kept their text.'),
(4, '2025-02-api-v2', 'API v2 is stable', 'new', 'FEAT-APIKEYS', 5, '2025-02-18', '2025-02-18 12:00Z', '2025-02-18 12:00Z', 'API v2 brings cursors, higher limits and SHA-256 signatures. v1 is deprecated and will be switched off on 30 June 2026.'),
(5, '2025-03-proration', 'Fair prices for seats in mid-period', 'improved', 'FEAT-BILLING', 7, '2025-03-05', '2025-03-05 12:00Z', '2025-03-05 12:00Z', 'Seats added in the middle of a period are charged pro rata. A mistake with annual billing on 4 March was corrected within a day.'),
(6, '2025-03-bulk-api', 'Bulk Enrolment over the API', 'new', 'FEAT-BULK', NULL, '2025-03-11', '2025-03-11 12:00Z', '2025-03-11 12:00Z', 'POST /v2/bulk-enrolments takes the same CSV file as the web page, up to 6 times per minute for one key.'),
(7, '2025-03-reminders-local-time', 'Reminders at 08:00 your time', 'improved', 'FEAT-REMIND', 8, '2025-03-19', '2025-03-19 12:00Z', '2025-03-19 12:00Z', 'Due-Date Reminders are sent at 08:00 in the time zone of the workspace instead of 06:00 UTC.'),
(8, '2025-03-double-reminders', 'No more double reminders', 'fixed', 'FEAT-REMIND', 9, '2025-03-20', '2025-03-20 12:00Z', '2025-03-20 12:00Z', 'On 19 and 20 March some members got each reminder twice. This is fixed.'),
(9, '2025-04-recovery-codes', 'Recovery codes work once', 'improved', 'FEAT-2FA', 10, '2025-04-02', '2025-04-02 12:00Z', '2025-04-03 16:00Z', 'Each of the 10 recovery codes of two-factor authentication can now be used once only.'),
(10, '2025-04-time-window', 'Two-factor codes with a slow clock', 'fixed', 'FEAT-2FA', 11, '2025-04-03', '2025-04-03 16:00Z', '2025-04-03 16:00Z', 'Codes are accepted again when the clock of the phone is off by up to 60 seconds.'),
(11, '2025-04-search', 'Course Search forgives typing errors', 'improved', 'FEAT-SEARCH', 14, '2025-04-29', '2025-04-29 12:00Z', '2025-04-29 12:00Z', 'One typing error in words of five letters or more is tolerated.'),
(12, '2025-05-scorm-2004', 'SCORM 2004 4th Edition', 'new', 'FEAT-SCORM', 15, '2025-05-13', '2025-05-13 12:00Z', '2025-05-13 12:00Z', 'SCORM Import accepts SCORM 2004 4th Edition packages besides SCORM 1.2.'),
(13, '2025-05-scorm-bookmarks', 'SCORM 2004 bookmarks fixed', 'fixed', 'FEAT-SCORM', 16, '2025-05-15', '2025-05-15 12:00Z', '2025-05-15 12:00Z', 'SCORM 2004 packages can store 64,000 characters of suspend data; SCORM 1.2 stays at 4,096.'),
(14, '2025-05-question-banks', 'Question banks in Quiz Builder', 'new', 'FEAT-QUIZ', 17, '2025-05-27', '2025-05-27 12:00Z', '2025-05-28 12:00Z', 'From Pro on a quiz can draw random questions from a bank of up to 500.'),
(15, '2025-05-quiz-scores', 'Quiz scores corrected', 'fixed', 'FEAT-QUIZ', 18, '2025-05-28', '2025-05-28 12:00Z', '2025-05-28 12:00Z', 'Quizzes with question banks could show more than 100 percent. All attempts were recomputed.'),
(16, '2025-06-magic-link', 'Magic Link Sign-In retired', 'removed', 'FEAT-MAGIC', NULL, '2025-06-30', '2025-06-30 12:00Z', '2025-06-30 12:00Z', 'Magic Link Sign-In ended on 30 June 2025. Use a password with two-factor authentication or Single Sign-On.'),
(17, '2025-07-ios-push', 'Push on iOS works again', 'fixed', 'FEAT-PUSH', 22, '2025-07-03', '2025-07-03 12:00Z', '2025-07-03 12:00Z', 'Mobile Push did not reach iOS devices from 1 to 3 July. Fixed.'),
(18, '2025-07-video-regions', 'Videos in two storage regions', 'improved', 'FEAT-VIDEO', 23, '2025-07-15', '2025-07-15 12:00Z', '2025-07-15 12:00Z', 'If one storage region fails, videos now play from a second one automatically.'),
(19, '2025-08-app-6-4-1', 'Mobile app 6.4.1: please update', 'fixed', 'FEAT-OFFLINE', 25, '2025-08-07', '2025-08-07 16:00Z', '2025-08-07 16:00Z', 'Version 6.4.0 could overwrite progress of Offline Lessons. Version 6.4.1 fixes this and restores lost progress. Do not reinstall the app before the update.'),
(20, '2025-08-multi-idp', 'Several identity providers per workspace', 'new', 'FEAT-SSO', 26, '2025-08-26', '2025-08-27 16:00Z', '2025-08-27 16:00Z', 'Single Sign-On supports more than one identity provider; the domain of the address decides. A loop for workspaces with two domains was fixed on 27 August.'),
(21, '2025-09-translations-beta', 'Course Translations beta', 'new', 'FEAT-I18N', NULL, '2025-09-02', '2025-09-02 12:00Z', '2025-09-02 12:00Z', 'Selected Business and Enterprise workspaces can offer a course in up to 8 languages.'),
(22, '2025-09-webhook-replay', 'Replay webhooks', 'new', 'FEAT-WEBHOOK', 28, '2025-09-11', '2025-09-11 12:00Z', '2025-09-11 12:00Z', 'Failed deliveries of the last 7 days can be sent again, at most 1,000 per call. One slow receiver no longer delays others.'),
(23, '2025-09-certificate-names', 'Names on certificates', 'fixed', 'FEAT-CERT', 30, '2025-09-24', '2025-09-24 14:30Z', '2025-09-24 14:30Z', 'Names with accents were cut off on 23 and 24 September. All affected certificates were reissued with new codes, and certificates can now be reissued by admins.'),
(24, '2025-10-parquet', 'Data Export as Parquet', 'new', 'FEAT-EXPORT', 31, '2025-10-14', '2025-10-14 12:00Z', '2025-10-15 12:00Z', 'Data Export offers Parquet besides CSV.'),
(25, '2025-10-export-rows', 'Complete CSV exports', 'fixed', 'FEAT-EXPORT', 32, '2025-10-15', '2025-10-15 12:00Z', '2025-10-15 12:00Z', 'CSV files made on 14 October could lack rows at the end. They were made again; the e-mail now states the row count.'),
(26, '2025-10-clock-change', 'Live Sessions and the clock change', 'fixed', 'FEAT-LIVE', 33, '2025-10-27', '2025-10-27 12:30Z', '2025-10-27 12:30Z', 'Invitations after 26 October showed the wrong hour. Corrected invitations were sent on 27 October.'),
(27, '2025-11-bulk-rollback', 'Bulk Enrolment needs commas again', 'removed', 'FEAT-BULK', 35, '2025-11-11', '2025-11-11 16:00Z', '2025-11-11 16:00Z', 'Semicolon detection, released this morning, was withdrawn. Semicolon files are refused with BULK-23 again.');

SELECT setval(pg_get_serial_sequence('learnly.' || t, 'id'), m) FROM (VALUES
('team', (SELECT max(id) FROM team)), ('employee', (SELECT max(id) FROM employee)), ('api_endpoint', (SELECT max(id) FROM api_endpoint)),
('course', (SELECT max(id) FROM course)), ('lesson', (SELECT max(id) FROM lesson)), ('article', (SELECT max(id) FROM article)),
('customer', (SELECT max(id) FROM customer)), ('release_deploy', (SELECT max(id) FROM release_deploy)), ('incident', (SELECT max(id) FROM incident)),
('ticket', (SELECT max(id) FROM ticket)), ('ticket_comment', (SELECT max(id) FROM ticket_comment)), ('changelog_entry', (SELECT max(id) FROM changelog_entry))) AS s (t, m);
COMMIT;
