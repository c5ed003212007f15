# ICC, r_wg(j) and AD by multilevel on its own public data, for benchmarks/peers/agreement.py: name, value; and the answers.
suppressMessages(library(multilevel))
out <- commandArgs(trailingOnly = TRUE)[1]
data(bh1996)
data(lq2002)
names_of <- c("COHES", "LEAD", "HRS", "WBEING")
write.csv(bh1996[, c("GRP", names_of)], file.path(out, "bh1996.csv"), row.names = FALSE)
items <- grep("^LEAD[0-9]", names(lq2002), value = TRUE)
write.csv(lq2002[, c("COMPID", items)], file.path(out, "lq2002.csv"), row.names = FALSE)
rows <- list()
say <- function(name, value) rows[[length(rows) + 1]] <<- data.frame(name = name, value = value)
for (variable in names_of) {
  model <- aov(bh1996[[variable]] ~ as.factor(bh1996$GRP))
  say(paste("ICC1", variable), ICC1(model))
  say(paste("mean-n", variable), ICC1(model))
  say(paste("ICC2", variable), ICC2(model))
}
within <- rwg.j(lq2002[, items], lq2002$COMPID, ranvar = (5^2 - 1) / 12)
say(paste("rwgj", within$grpid), within$rwg.j)
one <- rwg(lq2002[[items[1]]], lq2002$COMPID, ranvar = (5^2 - 1) / 12)
say(paste("rwg", one$grpid), one$rwg)
deviation <- ad.m(lq2002[, items], lq2002$COMPID)
say(paste("AD", deviation$grpid), deviation$AD.M)
write.csv(do.call(rbind, rows), file.path(out, "r.csv"), row.names = FALSE)
