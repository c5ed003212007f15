# Reliability by psych on its own public data (bfi), for benchmarks/peers/reliability.py: name, value; and the answers.
suppressMessages(library(psych))
out <- commandArgs(trailingOnly = TRUE)[1]
answers <- bfi[complete.cases(bfi[, 1:25]), 1:25]
reversed <- c("A1", "C4", "C5", "E1", "E2", "O2", "O5")
answers[, reversed] <- 7 - answers[, reversed]
write.csv(answers, file.path(out, "answers.csv"), row.names = FALSE)
rows <- list()
say <- function(name, value) rows[[length(rows) + 1]] <<- data.frame(name = name, value = value)
for (scale in c("A", "C", "E", "N", "O")) {
  x <- answers[, grep(paste0("^", scale), names(answers))]
  r <- cor(x)
  a <- suppressWarnings(alpha(x, check.keys = FALSE))
  l <- fa(r, nfactors = 1, fm = "minres", n.obs = nrow(x))$loadings[, 1]
  if (sum(l) < 0) l <- -l
  say(paste("alpha", scale), a$total$raw_alpha)
  say(paste("alpha_std", scale), a$total$std.alpha)
  say(paste("lambda6", scale), 1 - sum(1 - smc(r)) / sum(r))
  say(paste("mean_r", scale), a$total$average_r)
  say(paste("omega", scale), (sum(r) - sum(1 - l^2)) / sum(r))
  for (i in seq_along(x)) {
    say(paste("r_drop", scale, names(x)[i]), a$item.stats$r.drop[i])
    say(paste("alpha_drop", scale, names(x)[i]), a$alpha.drop$raw_alpha[i])
    say(paste("loading", scale, names(x)[i]), l[i])
  }
}
write.csv(do.call(rbind, rows), file.path(out, "r.csv"), row.names = FALSE)
