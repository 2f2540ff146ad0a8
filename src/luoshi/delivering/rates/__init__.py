"""考评指标: rates of reporting and closing as of a day, each with its definition and the rows behind it."""
