# Raked and post-stratified means by survey on its own public data (api), for benchmarks/peers/raking.py and for the
# numbers in tests/stats/test_raking.py: name, value; the schools and the totals of California.
suppressMessages(library(survey))
out <- commandArgs(trailingOnly = TRUE)[1]
data(api)
rows <- list()
say <- function(name, value) rows[[length(rows) + 1]] <<- data.frame(name = name, value = value)
said <- function(name, design) {
  found <- svymean(~api00, design)
  say(paste(name, "mean"), coef(found)[[1]])
  say(paste(name, "se"), SE(found)[[1]])
}
totals <- function(name) as.data.frame(table(apipop[[name]], dnn = name), stringsAsFactors = TRUE)
stype <- totals("stype")
wide <- totals("sch.wide")
weighed <- function(schools, name, weights) {
  d <- svydesign(id = ~1, weights = weights, data = schools)
  raked <- rake(d, list(~stype, ~sch.wide), list(stype, wide), control = list(maxit = 1000, epsilon = 1e-9))
  said(paste(name, "rake"), raked)
  w <- weights(raked)
  say(paste(name, "rake deff"), length(w) * sum(w^2) / sum(w)^2)
  p <- c("(Intercept)" = nrow(apipop), stypeH = stype$Freq[2], stypeM = stype$Freq[3], sch.wideYes = wide$Freq[2])
  said(paste(name, "calibrate"), calibrate(d, ~stype + sch.wide, p, calfun = "raking", epsilon = 1e-12, maxit = 200))
  said(paste(name, "post"), postStratify(d, ~stype, stype))
}
weighed(apisrs, "all", rep(1, nrow(apisrs)))
weighed(apisrs, "based", apisrs$enroll)
weighed(apisrs[1:24, ], "few", rep(1, 24))
write.csv(apisrs[, c("stype", "sch.wide", "enroll", "api00")], file.path(out, "schools.csv"), row.names = FALSE)
write.csv(rbind(setNames(stype, c("group", "n")), setNames(wide, c("group", "n"))), file.path(out, "totals.csv"), row.names = FALSE)
write.csv(do.call(rbind, rows), file.path(out, "r.csv"), row.names = FALSE)
